"""Measures: started, done, not done; each party carries out and follows up its own (FM-GENOMF)."""
