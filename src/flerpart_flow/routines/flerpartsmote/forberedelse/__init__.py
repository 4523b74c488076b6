"""Preparation: with the individual, who decides who takes part, and the Region first (FM-FORBEREDELSE, -BOKNING)."""
