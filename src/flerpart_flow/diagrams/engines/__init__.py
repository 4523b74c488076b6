"""The programs that draw: which are here, running them, and what they say."""
