"""A store in one file, by the SQLite that comes with Python."""
