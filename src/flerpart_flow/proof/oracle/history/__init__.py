"""What a case's lines have come to, told from the events alone."""
