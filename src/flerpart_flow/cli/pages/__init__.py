"""Answers as pages of text."""
