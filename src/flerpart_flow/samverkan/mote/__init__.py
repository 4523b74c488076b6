"""A meeting: opened, with those who are there, its chair, its end."""
