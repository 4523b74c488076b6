"""The referral, and Ung Intro's right to accept or not (UI-AKT-2, -5, -7, -8, UI-ANSVAR-6)."""
