"""What the individual has said of who takes part and who speaks for them: kept apart from consent (A48, A50, A70)."""
