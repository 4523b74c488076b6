"""Many logs: where they lie, how one of them is read, and going through all of them."""
