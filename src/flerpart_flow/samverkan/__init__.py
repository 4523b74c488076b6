"""What the routines share: parties and units, municipalities, consent, contact attempts, planning dates."""
