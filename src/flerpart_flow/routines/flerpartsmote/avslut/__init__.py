"""Closing: the reasons, who closes, and what the reason has to agree with (reading A20)."""
