"""flerpart_flow: the routine for flerpartsmöte, executable."""
