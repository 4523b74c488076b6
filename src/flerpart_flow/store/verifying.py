"""Whether a store still holds what was written, also against checkpoints that were kept outside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from flerpart_flow.engine.errors import StoreDamaged, StoreError
from flerpart_flow.store.chain import linked, start
from flerpart_flow.store.port import Checkpoint, Store, Stored


def checkpoints(store: Store) -> Iterator[Checkpoint]:
    """How far each case has come. Kept where the store's owner can't write, they show what is changed after them."""
    return (store.read(ref).checkpoint for ref in store.refs())


def verify(store: Store, kept: Iterable[Checkpoint] = ()) -> Iterator[StoreDamaged]:
    """What is wrong with a store: of each case the first line that isn't what was written, or is gone.

    Without checkpoints a case that is gone, or whose chain was written anew, can't be seen. Raises StoreError where the
    store can't be read at all.
    """
    known = {one.ref: one for one in kept}
    for ref in store.refs():
        checkpoint = known.pop(ref, None)
        try:
            fault = None if checkpoint is None else _against(checkpoint, store.read(ref))
            if checkpoint is None:
                store.read(ref)
        except StoreDamaged as error:
            fault = error
        if fault is not None:
            yield fault
    for checkpoint in known.values():
        yield from _gone(store, checkpoint)


def _against(checkpoint: Checkpoint, stored: Stored) -> StoreDamaged | None:
    """What a checkpoint says against a case whose chain is whole."""
    if len(stored.lines) < checkpoint.lines:
        return StoreDamaged("lager.avhugget", ref=stored.ref, line=len(stored.lines) + 1)
    *_, then = accumulate(stored.lines[: checkpoint.lines], linked, initial=start(stored.ref))
    if then != checkpoint.hash:
        return StoreDamaged("lager.kontrollpunkt", ref=stored.ref, line=checkpoint.lines)
    return None


def _gone(store: Store, checkpoint: Checkpoint) -> Iterator[StoreDamaged]:
    """A case that the store doesn't name any more, unless it came while the others were looked at."""
    try:
        fault = _against(checkpoint, store.read(checkpoint.ref))
    except StoreDamaged as error:
        fault = error
    except StoreError as error:
        if error.code != "lager.saknas":
            raise
        fault = StoreDamaged("lager.avhugget", ref=checkpoint.ref, line=1)
    if fault is not None:
        yield fault
