"""Measures of a plan: begun, carried out, or not."""
