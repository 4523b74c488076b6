"""``python -m flerpart_flow``: the same as ``flerpart-flow``."""

from __future__ import annotations

import sys

from flerpart_flow.cli import program

if __name__ == "__main__":
    sys.exit(program())
