"""Tests of joinedup.anonymise."""
