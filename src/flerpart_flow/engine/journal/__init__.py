"""The journal: lines of JSON, the header, whole logs, the schema."""
