"""OCEL 2.0 of a folder of cases: which courses they took, in which no small group can be seen."""
