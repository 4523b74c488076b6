"""A PostgreSQL server of the tests' own, in a folder that goes with it, which is reached by a socket there alone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from pwd import getpwnam
from typing import Any, Final
from urllib.parse import quote

import attrs

from tests.needs import lacking
from tests.waiting import PATIENCE

GROUP: Final = "postgres"
"""The tests that share a server, which run in one worker."""

SUPERUSER: Final = "flow"
PASSWORD: Final = "mycket-hemligt"
"""What the user ``hemlig`` has to say; ``flow`` has to say nothing."""

IN_TURN: Final = 3
"""How many databases that are new a test may have at a time."""

_PLACES: Final = Path("/usr/lib/postgresql")
_NOT_ROOT: Final = ("postgres", "nobody")
_RULES: Final = "local all hemlig scram-sha-256\nlocal all all trust\n"


@attrs.define
class Cluster:
    """A server, and databases on it by number."""

    folder: Path
    programs: Path
    settings: tuple[str, ...]
    server: subprocess.Popen[bytes] | None = None
    numbers: Iterator[int] = attrs.field(factory=count)

    def address(self, database: str, user: str = SUPERUSER, password: str = "") -> str:
        """The address of a database."""
        said = f"{user}:{password}" if password else user
        return f"postgresql://{said}@/{database}?host={quote(str(self.folder), safe='')}"

    def new(self, options: str = "") -> str:
        """The address of an empty database: one of a few in turn, or with options one of its own.

        A database has a thousand files, which take longer to make and to remove than what a test does.
        """
        number = next(self.numbers)
        name = f"own{number}" if options else f"d{number % IN_TURN}"
        if options or number < IN_TURN:
            self.say(f"CREATE DATABASE {name} {options}")
        else:
            self.say(f"ALTER DATABASE {name} RESET ALL")
            self.say("DROP SCHEMA IF EXISTS flerpart_flow CASCADE", name)
        return self.address(name)

    def say(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """What a statement gives, said by somebody who goes through no store."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            found = connection.execute(statement.encode())
            return found.fetchall() if found.description else []

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder)]
        command += ["-c", "listen_addresses=", *(part for one in self.settings for part in ("-c", one))]
        with (self.folder / "log").open("ab") as log:
            self.server = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, **_as_somebody())
        until = time.monotonic() + PATIENCE
        while not self.answers():
            if self.server.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text()[-2000:])
            time.sleep(0.02)

    def answers(self) -> bool:
        """Whether somebody can connect."""
        import psycopg

        try:
            psycopg.connect(self.address("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: by SIGINT at once and in order, by SIGQUIT as in a crash."""
        if self.server is not None:
            self.server.send_signal(how)
            self.server.wait(PATIENCE)
            self.server = None


def programs() -> Path | None:
    """Where the newest server that is installed has its programs."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(_PLACES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


def _as_somebody() -> dict[str, Any]:
    """Who the server runs as: it refuses to be root."""
    if os.getuid() != 0:
        return {}
    for name in _NOT_ROOT:
        try:
            one = getpwnam(name)
        except KeyError:
            continue
        return {"user": one.pw_uid, "group": one.pw_gid, "extra_groups": []}
    raise RuntimeError("a server doesn't run as root, and there is nobody else")


@contextmanager
def running(*settings: str) -> Iterator[Cluster]:
    """A server of its own, that ends with the block. Raises FileNotFoundError where none is installed."""
    found = programs()
    if found is None:
        raise FileNotFoundError("initdb")
    # Not in pytest's folder, which only its owner may enter; and the path of a socket may not be long.
    folder = Path(tempfile.mkdtemp(prefix="flow-pg-"))
    cluster = Cluster(folder, found, settings)
    try:
        somebody = _as_somebody()
        if somebody:
            os.chown(folder, somebody["user"], somebody["group"])
        make = [str(found / "initdb"), "-D", str(folder / "data"), "-U", SUPERUSER, "--encoding=UTF8", "--locale=C"]
        made = subprocess.run([*make, "--no-sync"], capture_output=True, cwd=folder, check=False, **somebody)
        if made.returncode:
            raise RuntimeError(made.stderr.decode()[-2000:])
        (folder / "data" / "pg_hba.conf").write_text(_RULES)
        cluster.start()
        cluster.say(f"CREATE ROLE hemlig LOGIN PASSWORD '{PASSWORD}'")
        yield cluster
    finally:
        cluster.stop(signal.SIGQUIT)
        shutil.rmtree(folder)


@contextmanager
def needed(*settings: str) -> Iterator[Cluster]:
    """The same for a test, which is skipped where no server is installed."""
    if programs() is None:
        lacking("no PostgreSQL server: no initdb on PATH or in /usr/lib/postgresql (Debian: apt install postgresql)")
    with running(*settings) as cluster:
        yield cluster
