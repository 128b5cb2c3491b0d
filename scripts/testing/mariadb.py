"""An SQL server of our own, for as long as some tests run.

It keeps its data in a temporary directory and listens on a free port of the
loopback address.
"""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pymysql

PATIENCE: Final = 60
"""Seconds that the server may take to come up."""

# Data that lives for minutes needs no care for power cuts.
SWIFT: Final = (
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-buffer-pool-size=64M",
    "--skip-log-bin",
    "--skip-name-resolve",
)


@contextmanager
def server() -> Iterator[str]:
    """Start a server, yield the SQLAlchemy URL of an empty database on it, stop it."""
    with tempfile.TemporaryDirectory(prefix="melodie-mariadb-") as directory:
        place = Path(directory)
        _install(place)
        port = _free_port()
        process = _start(place, port)
        try:
            password = secrets.token_urlsafe(16)
            _create_database(process, place, password)
            yield f"mysql+pymysql://melodie:{password}@127.0.0.1:{port}/melodie?charset=utf8mb4"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _install(place: Path) -> None:
    command = [
        _program("mariadb-install-db"),
        "--no-defaults",
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
        f"--datadir={place / 'data'}",
        *_user(),
    ]
    made = subprocess.run(  # noqa: S603 - our own arguments
        command, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise RuntimeError(f"mariadb-install-db failed:\n{made.stdout}\n{made.stderr}")


def _start(place: Path, port: int) -> subprocess.Popen[bytes]:
    command = [
        _program("mariadbd"),
        "--no-defaults",
        f"--datadir={place / 'data'}",
        f"--socket={place / 'socket'}",
        f"--pid-file={place / 'pid'}",
        "--bind-address=127.0.0.1",
        f"--port={port}",
        *SWIFT,
        *_user(),
    ]
    with (place / "log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own arguments
            command, stdout=log, stderr=subprocess.STDOUT
        )


def _create_database(process: subprocess.Popen[bytes], place: Path, password: str) -> None:
    with closing(_connect(process, place)) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE melodie CHARACTER SET utf8mb4")
        cursor.execute("CREATE USER melodie@'127.0.0.1' IDENTIFIED BY %s", (password,))
        cursor.execute("GRANT ALL ON `melodie%`.* TO melodie@'127.0.0.1'")


def _connect(
    process: subprocess.Popen[bytes], place: Path
) -> "pymysql.Connection[pymysql.cursors.Cursor]":
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        # pymysql leaves its socket open where nobody answers; so another one asks first.
        with socket.socket(socket.AF_UNIX) as probe:
            if probe.connect_ex(str(place / "socket")) == 0:
                return pymysql.connect(user="root", unix_socket=str(place / "socket"))
        time.sleep(0.05)
    raise RuntimeError(f"MariaDB did not start:\n{(place / 'log').read_text(errors='replace')}")


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise RuntimeError(f"{name} is not installed")
    return found


def _user() -> list[str]:
    # The server runs as root only when asked to; this one serves nobody else.
    return ["--user=root"] if os.geteuid() == 0 else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
