"""The ways in which a definition can be wrong, one module for each part of it."""
