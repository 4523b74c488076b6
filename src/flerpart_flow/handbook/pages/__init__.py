"""The pages of a routine, a module for each kind of thing that they are about."""
