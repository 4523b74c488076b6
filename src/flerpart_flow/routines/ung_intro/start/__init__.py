"""The start: voluntary support by a case manager (UI-ANSVAR-4, -11)."""
