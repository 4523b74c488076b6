"""Cases that two sets of rules are tried on, and what is found in them."""
