"""What a routine is made of: moves, guards, duties, corrections, and how the whole is validated."""
