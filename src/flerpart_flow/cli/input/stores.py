"""The store that ``--store`` names: what names a log is then the reference of a case in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from flerpart_flow.cli.errors import CONFLICT, DAMAGED, FlowTrouble
from flerpart_flow.cli.names import STORE

if TYPE_CHECKING:
    from flerpart_flow.engine.errors import FlowError
    from flerpart_flow.store import Store

_OPEN: Final = f"{STORE}.open"


def asked() -> bool:
    """Whether cases are in a store."""
    return address() is not None


def address() -> str | None:
    """The address that ``--store`` gives, None where there is none."""
    context = click.get_current_context(silent=True)
    found: str | None = None if context is None else context.meta.get(STORE)
    return found


def opened(*, create: bool = False) -> Store:
    """The store, opened once and closed with the command. Raises FlowTrouble."""
    from flerpart_flow.engine.errors import FileError, StoreError
    from flerpart_flow.store import open_store

    context = click.get_current_context()
    if _OPEN not in context.meta:
        try:
            store = open_store(context.meta[STORE], create=create)
        except (StoreError, FileError) as error:
            raise trouble(error, "--store") from None
        context.meta[_OPEN] = store
        context.call_on_close(store.close)
    found: Store = context.meta[_OPEN]
    return found


def lines(ref: str) -> tuple[bytes, ...]:
    """The lines of a case, as a file would have them. Raises FlowTrouble."""
    from flerpart_flow.engine.errors import FileError, StoreError

    try:
        return tuple(line.encode() for line in opened().read(ref).lines)
    except (StoreError, FileError) as error:
        raise trouble(error, ref) from None


def refs() -> Iterator[str]:
    """The reference of every case in the store. Raises FlowTrouble."""
    from flerpart_flow.engine.errors import FileError, StoreError

    try:
        yield from opened().refs()
    except (StoreError, FileError) as error:
        raise trouble(error, "--store") from None


def trouble(error: FlowError, where: str) -> FlowTrouble:
    """What is wrong with a store, or with a case in it, which is named if it can be a case's reference."""
    from flerpart_flow.engine.errors import StoreDamaged, WriteConflict
    from flerpart_flow.engine.values import personnummer

    code = DAMAGED if isinstance(error, StoreDamaged) else CONFLICT if isinstance(error, WriteConflict) else None
    return FlowTrouble(error, None if personnummer.contains(where) else where, code)
