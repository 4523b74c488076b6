"""A whole log judged, and two judgements compared."""
