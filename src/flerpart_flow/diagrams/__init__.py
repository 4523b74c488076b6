"""Pictures of a routine, drawn from the definition that runs its cases."""
