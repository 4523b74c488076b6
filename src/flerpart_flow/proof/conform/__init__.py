"""Conformance: whether a program in any language says of a case what this library says.

Questions go to the program as JSON Lines on its stdin, and it answers each with a line on its stdout. The questions are
the halves of the twins, with the answers that the norms' owners wrote, and whole logs with what they come to.
``python -m flerpart_flow.proof.conform`` is such a program, and the reference. docs/conformance.md has the shapes.
"""

from flerpart_flow.proof.conform.answering import answer
from flerpart_flow.proof.conform.comparing import Difference, differences
from flerpart_flow.proof.conform.questions import Question, questions
from flerpart_flow.proof.conform.running import NoAnswer, asked

__all__ = ["Difference", "NoAnswer", "Question", "answer", "asked", "differences", "questions"]
