"""Judging events: one step, the ledger of duties, a case's course, and questions to it."""
