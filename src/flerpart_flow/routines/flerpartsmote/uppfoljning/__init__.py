"""Follow-up: a new meeting, an account from each, and whether coordination is still needed (FM-UPPFOLJ)."""
