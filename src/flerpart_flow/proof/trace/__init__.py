"""Text and norm, both ways: which norm stands in which sentence of its source, by digests alone."""
