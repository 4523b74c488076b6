"""Deviations: a report goes to the authority's own routine, which judges it (UI-AVVIK-1)."""
