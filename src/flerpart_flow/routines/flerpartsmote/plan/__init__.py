"""The plan: drafted, summed up, approved, handed out, revised or replaced; versions never change (FM-PLAN, FM-ROLL)."""
