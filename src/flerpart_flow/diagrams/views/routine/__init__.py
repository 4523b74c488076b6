"""What is drawn of the routine itself: the whole, a phase, an act, a party's part, a time line."""
