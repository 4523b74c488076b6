"""What people are shown of a case: what of it one party may see."""
