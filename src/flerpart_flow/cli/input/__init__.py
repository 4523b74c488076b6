"""From what the command line names to what the library takes."""
