"""What a question without content is put to: the contents that could be, and who could do it."""
