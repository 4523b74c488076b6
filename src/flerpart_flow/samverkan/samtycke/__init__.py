"""Consent: what it holds, what guards ask of it, what events do to it, who owes a record, and what may be told."""
