"""The papers: for each kind, what it says."""
