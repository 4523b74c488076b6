"""What the routines share as data: units, municipalities, addresses, closed lists, conditions, and what reads them."""
