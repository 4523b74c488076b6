"""What an organisation changes of the rules: how an overlay is applied, what is refused, and how that is told."""
