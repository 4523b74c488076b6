"""Many cases gone through by several processes, here or on a cluster, and what each part gives, in order."""
