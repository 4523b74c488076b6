"""The one way to write a file: whole or not at all, by one writer at a time, with the owner and mode that it had."""
