"""A follow-up of a plan."""
