"""The engine: facts, norms, findings, decisions, duties, routines and cases. It knows no routine."""
