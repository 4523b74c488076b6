"""Plain values that know nothing of cases: time, calendar, three-valued truth, identity numbers, chains."""
