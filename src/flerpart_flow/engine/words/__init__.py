"""Rules and findings in words."""
