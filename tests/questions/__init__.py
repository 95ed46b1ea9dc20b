"""The named questions across cases."""
