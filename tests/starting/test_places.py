"""Wherever Mélodie is started, it works there, or says in a sentence why not."""

import os
import shutil
import socket
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.folder import Folder
from scripts.listening import address_of, check_free, free_ports
from service1_frontend.library.database import database_url
from tests.sources import CORE, ROOT, SERVICES
from tests.starting.ordinary import as_ordinary, let_everybody_pass
from tests.starting.started import COMMAND, PATIENCE, fetch, listens, make, started

ODD: Final = 'é 🎹 50%25 "q" it\'s {x} (y) $HOME;#?&\\n'
NAME: Final = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="/\0"), min_size=1, max_size=40
).filter(lambda name: name not in {".", ".."})


def test_a_checkout_and_folders_of_odd_names_serve_every_file(tmp_path: Path) -> None:
    checkout, temporary, folder = (tmp_path / f"{name} {ODD}" for name in ("src", "tmp", "kept"))
    for package in (CORE, *SERVICES, "scripts"):
        ignored = shutil.ignore_patterns("__pycache__", "tests")
        shutil.copytree(ROOT / package, checkout / package, ignore=ignored)
    temporary.mkdir()
    with started(folder, root=checkout, environ={"TMPDIR": str(temporary)}) as running:
        made = make(f"http://127.0.0.1:{running.ports['frontend']}")
        assert all(fetch(url) for url in made["files"].values())
    assert {path.name for path in tmp_path.iterdir()} == {
        path.name for path in (checkout, temporary, folder)
    }
    assert {path.name for path in folder.iterdir()} == {"log", "melodie.sqlite", "secret-key"}
    assert not list(temporary.iterdir())


@given(NAME)
def test_the_database_is_in_the_folder_whatever_its_name(name: str) -> None:
    folder = Folder(Path("/nowhere") / name)
    assert database_url(folder.database_url).database == f"/nowhere/{name}/melodie.sqlite"


def test_ipv6_is_served_under_the_address_that_is_told(tmp_path: Path) -> None:
    with started(tmp_path, environ={"MELODIE_HOST": "::1"}) as running:
        url = f"http://[::1]:{running.ports['frontend']}"
        assert url in running.said[-1]
        made = make(url)
        assert made["url"].startswith(url)
        assert b"rainy tuesday" in fetch(made["url"])


@pytest.mark.parametrize(
    ("host", "address"),
    [("::1", "::1"), ("[::1]", "::1"), ("::", "::"), ("127.0.0.1", "127.0.0.1")],
)
def test_an_address_is_taken_in_every_way_that_people_write_it(host: str, address: str) -> None:
    assert address_of(host, 1) == address
    check_free({name: (address, port) for name, port in free_ports().items()})


def ending(folder: Path, ports: Mapping[str, int], *arguments: str, **environ: str) -> str:
    """Run scripts/start where it cannot; return what it says, and see that nothing is left."""
    flags = [f"--{name}-port={port}" for name, port in ports.items()]
    ended = subprocess.run(  # noqa: S603 - our own arguments
        [*COMMAND, f"--directory={folder}", *flags, *arguments],
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode in {1, 2}
    assert "Traceback" not in ended.stderr
    assert not [port for port in ports.values() if listens(port)]
    return ended.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host=nothing.invalid"], "No address is known for the host 'nothing.invalid'"),
        (["--host="], "No address is known for the host ''"),
        ([f"--host={'x' * 80}.example"], "is known for the host"),
        (["--host=192.0.2.1"], "The frontend service cannot listen on 192.0.2.1"),
        (["--host=2001:db8::1"], "The frontend service cannot listen on 2001:db8::1"),
        (["--notes-port=7", "--rhythm-port=7"], "cannot both listen on port 7"),
        (["--notes-port=70000"], "argument --notes-port: '70000' is no port"),
        (["--notes-port=http"], "argument --notes-port: 'http' is no port"),
        (["--directory=/proc/nothing"], "Mélodie cannot write to /proc/nothing"),
        (["--directory=/etc/passwd"], "Mélodie cannot write to /etc/passwd"),
        ([b"--directory=/tmp/latin-\xe9"], "is not UTF-8"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence_and_nothing_is_left(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    said = ending(tmp_path / "kept", free_ports(), *arguments)
    assert told in said
    assert len(said.splitlines()) <= 5
    assert not (tmp_path / "kept").exists()


def test_a_host_of_the_environment_is_refused_like_one_of_the_command_line(tmp_path: Path) -> None:
    said = ending(tmp_path / "kept", free_ports(), MELODIE_HOST="nothing.invalid")
    assert "No address is known for the host 'nothing.invalid'" in said


@pytest.mark.parametrize("name", ["frontend", "notes", "rhythm", "lilypond"])
def test_a_port_that_another_program_has_is_told_with_the_way_out(
    tmp_path: Path, name: str
) -> None:
    ports = free_ports()
    with ExitStack() as held:
        held.enter_context(socket.create_server(("127.0.0.1", ports[name])))
        others = {other: port for other, port in ports.items() if other != name}
        said = ending(tmp_path / "kept", others, f"--{name}-port={ports[name]}")
    assert f"The {name} service cannot listen on 127.0.0.1, port {ports[name]}" in said
    assert f"--{name}-port" in said


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "melodie.sqlite").write_text("no database" * 100)
    assert "file is not a database" in ending(tmp_path, free_ports())


def test_a_folder_that_an_ordinary_user_may_not_write_to_is_told(tmp_path: Path) -> None:
    let_everybody_pass(tmp_path)
    tmp_path.chmod(0o555)
    said = as_ordinary(Folder(tmp_path / "kept").prepare)
    assert f"Mélodie cannot write to {tmp_path / 'kept'}: Permission denied" in said
    assert "--directory FOLDER" in said
    tmp_path.chmod(0o755)


@pytest.mark.parametrize("what", ["melodie.sqlite", "melodie.sqlite-wal", "log/notes.log"])
def test_a_file_that_an_ordinary_user_may_not_write_to_is_told(tmp_path: Path, what: str) -> None:
    let_everybody_pass(tmp_path)
    folder = Folder(tmp_path / "kept")
    folder.prepare()
    for path in (folder.path, folder.logs):
        path.chmod(0o777)
    folder.secret_key.chmod(0o444)
    assert as_ordinary(folder.prepare) == ""
    (folder.path / what).touch(mode=0o444)
    assert f"cannot write to {folder.path / what}" in as_ordinary(folder.prepare)


def test_a_start_as_an_ordinary_user_draws_a_key_that_only_he_can_read(tmp_path: Path) -> None:
    let_everybody_pass(tmp_path)
    tmp_path.chmod(0o777)
    folder = Folder(tmp_path / "kept")
    assert as_ordinary(folder.prepare) == ""
    assert folder.secret_key.stat().st_mode & 0o777 == 0o600
    assert as_ordinary(partial(folder.secret_key.read_bytes)) == ""
