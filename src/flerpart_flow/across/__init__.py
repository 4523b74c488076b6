"""What joins routines and looks across cases."""
