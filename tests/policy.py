"""What a test of policy is marked with: as an organisation's own tests are."""

from __future__ import annotations

from flerpart_flow.testing import policy as policy
