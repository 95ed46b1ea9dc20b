"""What ``joinedup init`` writes: a case.toml that explains itself, and templates for agencies."""
