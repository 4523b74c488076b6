"""The routines, each a package that never imports another."""
