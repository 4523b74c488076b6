"""Need: who saw it, on which way in, and what is known of the conditions (UI-ANSVAR-2, UI-AKT-1, -6, UI-OMF)."""
