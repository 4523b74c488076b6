"""Need: who saw it, the assessment case by case, the offer and the answer (FM-ANSVAR, -MALGRUPP, -BEDOMNING)."""
