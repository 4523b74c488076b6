"""pygraphviz with ``dot``'s flags, run as a program of its own: a fault in its C code can't take the caller with it.

It knows what ``Engine`` uses: ``-V``, ``-T`` and ``-K``. Run with any interpreter that has pygraphviz; nothing
of flerpart_flow is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module


def main(arguments: Sequence[str]) -> int:
    """Read DOT from stdin, write the picture to stdout; 1 and a message if that can't be done."""
    # By name, since the package is optional and has no types.
    pygraphviz = import_module("pygraphviz")
    if "-V" in arguments:
        sys.stderr.write(f"pygraphviz version {pygraphviz.__version__}\n")
        return 0
    flags = {argument[:2]: argument[2:] for argument in arguments}
    source = sys.stdin.buffer.read().decode("utf-8")
    # A context made before the graph is read gives nodes their names as default labels, as dot does. pygraphviz makes
    # its own afterwards, and a node without a label comes out empty beside one that has a label.
    import_module("pygraphviz.graphviz").gvContextWithBuiltins()
    try:
        picture = pygraphviz.AGraph(string=source).draw(format=flags["-T"], prog=flags.get("-K", "dot"))
    except (ValueError, pygraphviz.DotError) as error:
        sys.stderr.write(f"Error: {error}\n")
        return 1
    sys.stdout.buffer.write(picture or b"")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
