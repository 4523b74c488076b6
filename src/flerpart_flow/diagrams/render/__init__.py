"""A picture as DOT, Mermaid, SVG or tables."""
