"""Coding of rows that came uncoded: suggestions, which count only when a person confirms."""
