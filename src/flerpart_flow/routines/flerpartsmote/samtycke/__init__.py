"""Consent: information first, two scopes, extension and narrowing, records, withdrawal (FM-SAMTYCKE, A7-A9, A47)."""
