"""Many cases: the logs of a folder, or all that are in the store that ``--store`` names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flerpart_flow.cli.errors import FlowTrouble, Trouble, unreadable
from flerpart_flow.cli.input import stores
from flerpart_flow.cli.names import STORE
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.across.spread.trouble import Trouble as LogTrouble


def folder_argument(said: Texts) -> click.Argument:
    """The folder, which is left out where the cases are in a store."""
    return click.Argument(["folder"], metavar=said.raw("cli.meta.mapp"), required=False)


def store_asked(folder: str | None) -> str | None:
    """The address of the store that is asked for, None for a folder. Raises Trouble for both, or neither."""
    if stores.asked() is (folder is not None):
        raise Trouble("fil.mapp_eller_lager")
    address: str | None = click.get_current_context().meta.get(STORE)
    return address


def names_in(folder: str | None, on_other: Callable[[], None] | None = None) -> Iterator[str]:
    """The paths of the logs in the folder, or the references of the cases in the store, one at a time.

    ``on_other`` is as for ``logs_in``. Raises Trouble for what is no folder or no store.
    """
    if folder is None:
        yield from stores.refs()
        return
    from flerpart_flow.across.report.reading.folder import logs_in

    if Path(folder).exists() and not Path(folder).is_dir():
        raise Trouble("fil.ingen_mapp", where=folder)
    try:
        yield from logs_in(folder, on_other, odd=True)
    except OSError as error:
        raise unreadable(str(error.filename or folder), error) from None


def none_there(folder: str | None) -> Trouble:
    """That there is nothing to read."""
    return Trouble("fil.inga_arenden") if folder is None else Trouble("fil.inga_loggar", where=folder)


def trouble(one: LogTrouble, code: int | None = None) -> Trouble:
    """A log that can't be read, in words; ``code`` is the exit code of one that is damaged."""
    from flerpart_flow.engine.errors import StoreError

    if isinstance(one.error, OSError):
        return unreadable(one.path, one.error)
    if isinstance(one.error, StoreError):
        return stores.trouble(one.error, one.path)
    return FlowTrouble(one.error, one.path, code)
