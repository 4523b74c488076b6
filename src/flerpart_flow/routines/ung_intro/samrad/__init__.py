"""Before the referral: consulting, guiding, the officer, the joint mapping, motivating (UI-AKT, UI-SAMV-2, -3)."""
