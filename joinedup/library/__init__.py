"""Cases as an analyst of many takes them: rows for a store, files for other tools."""
