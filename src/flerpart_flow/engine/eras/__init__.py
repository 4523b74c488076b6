"""Eras: a case moves on from one set of rules to another, and each line keeps those that it was recorded under."""
