"""The mail of a case: what follows from each line, to whom, and by which channels."""
