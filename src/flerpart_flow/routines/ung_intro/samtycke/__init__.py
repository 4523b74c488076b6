"""Consent: each party has its own before it tells anything that identifies (UI-SAMTYCKE-1, A7–A9, A47)."""
