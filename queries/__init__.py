"""The questions that panels ask of one case, and across cases."""
