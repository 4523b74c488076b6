"""What joins the routines."""
