"""What can be drawn: one module per view, each with ``build(request)`` that gives a ``Picture``; two rooms of them."""
