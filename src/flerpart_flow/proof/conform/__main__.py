"""The reference implementation as a program: a question a line on stdin, an answer a line on stdout."""

from __future__ import annotations

import json
import sys

from flerpart_flow.proof.conform.answering import answer


def main() -> int:
    """Answer until there are no more questions."""
    for line in sys.stdin.buffer:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
