"""Rules: norms, findings, closed lists, overlays; what a version of a routine is read from."""
