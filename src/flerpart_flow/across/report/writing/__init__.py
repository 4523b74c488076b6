"""The report as something to read."""
