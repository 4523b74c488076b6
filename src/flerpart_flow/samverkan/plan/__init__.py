"""A plan: its content, its versions, who approves it."""
