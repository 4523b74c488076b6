"""Proof that the norms hold: so far, which tests show which norm."""
