"""Ending the case, or a unit's own part in it (UI-AVSLUT, UI-GENOMF-3, A20, A38)."""
