"""The target group: seven conditions on the day of the referral, and one exception (UI-MAL, A34, A39, A44, A45)."""
