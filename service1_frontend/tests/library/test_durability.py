"""What was saved is there after whoever saved it was killed, and after a power cut."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from melodie.errors import StoreUnavailable
from service1_frontend.library.contents import InMemory
from service1_frontend.library.melodies import Library
from service1_frontend.tests.databases import attached
from service1_frontend.tests.examples import a_melody
from tests.sources import ROOT
from tests.starting.ordinary import as_ordinary, let_everybody_pass

ROUNDS: Final = 6
WRITERS: Final = 2
SYNCED_AT_EVERY_COMMIT: Final = 2
"""What SQLite calls FULL: a commit returns when its bytes are on the disk."""

WRITER: Final = """
import os, sys
from service1_frontend.library.contents import InMemory
from service1_frontend.library.melodies import Library
from service1_frontend.tests.databases import attached
from service1_frontend.tests.examples import a_melody

for _ in range(int(sys.argv[2])):
    os.fork()
with attached(sys.argv[1]) as (_, engine):
    library = Library(engine)
    while True:
        melody = a_melody()
        library.save(melody)
        library.keep(melody.id, "pdf", InMemory("1", b"%PDF" * 5_000))
        os.write(1, f"{melody.id}\\n".encode())
"""


@pytest.fixture
def file(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated, tmp_path / "melodie.sqlite"))


@pytest.fixture
def address(file: Path) -> str:
    return f"sqlite:///{file}"


def test_a_commit_is_on_the_disk_before_it_returns(address: str) -> None:
    with attached(address) as (_, engine), engine.connect() as one, engine.connect() as another:
        for connection in (one, another):
            asked = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
            assert asked == SYNCED_AT_EVERY_COMMIT
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_what_was_saved_outlives_the_killing_of_its_process_group(address: str, file: Path) -> None:
    told = [melody for number in range(ROUNDS) for melody in saved_until_killed(address, number)]
    assert len(told) > ROUNDS
    with attached(address) as (_, engine):
        library = Library(engine)
        for melody in told:
            assert library.find(melody).id == melody
            assert library.file(melody, "pdf") == InMemory("1", b"%PDF" * 5_000)
        library.save(a_melody())  # and it goes on
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def saved_until_killed(address: str, number: int) -> list[str]:
    """Save from several processes, kill them all at some point; return the ids told before."""
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        [sys.executable, "-c", WRITER, address, str(WRITERS)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(1 + 3 * number)]
    os.killpg(process.pid, signal.SIGKILL)
    told += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    return [line.strip() for line in told if line.endswith("\n")]


def test_a_database_that_was_read_only_is_written_to_again_afterwards(
    migrated: Path, tmp_path: Path
) -> None:
    let_everybody_pass(tmp_path)
    tables = migrated.read_bytes()
    tmp_path.chmod(0o777)

    def write_before_and_after() -> None:
        file = tmp_path / "melodie.sqlite"
        file.write_bytes(tables)
        file.chmod(0o444)
        with attached(f"sqlite:///{file}") as (_, engine):
            library = Library(engine)
            with pytest.raises(StoreUnavailable):
                library.save(a_melody())
            for changed in tmp_path.glob("melodie.sqlite*"):
                changed.chmod(0o644)
            library.save(a_melody())

    assert as_ordinary(write_before_and_after) == ""
