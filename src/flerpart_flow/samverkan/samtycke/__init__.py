"""Consent: what it holds, what guards ask of it, what events do to it, and what may be told."""
