"""What a routine's outline asks of the routine and of its texts."""
