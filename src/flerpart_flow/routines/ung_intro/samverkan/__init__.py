"""Collaboration: meetings and plans, coordination, help with contacts (UI-SAMV-1, -4..6, UI-ANSVAR-5, -9, -10)."""
