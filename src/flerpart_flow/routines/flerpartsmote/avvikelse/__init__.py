"""Deviations: proposed by the library, reported by a person, handed to a party's own routine (FM-AVVIK, A28, A29)."""
