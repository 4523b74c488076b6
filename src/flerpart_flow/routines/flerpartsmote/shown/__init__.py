"""What people are shown of a case: its days, and what of it one party may see."""
