"""What is drawn of the routine beside something else: what happened in a case, another version of it."""
