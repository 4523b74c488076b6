"""Pieces of a picture as DOT: its heading, arrows, frames and lanes, and where the first pass put everything."""
