"""Summonses and the answers to them: what is sent, what it asks, who comes."""
