"""What of the rules the parts of a routine can read, worked out from their code."""
