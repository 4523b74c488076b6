"""What a line of a log is: fields, events, the header."""
