"""Something done as an ordinary user, whoever runs the tests."""

import os
import pwd
from collections.abc import Callable
from pathlib import Path


def as_ordinary(do: Callable[[], object]) -> str:
    """Do something in a process of an ordinary user; return what it raised, as text.

    Where root runs the tests that is the user nobody, else whoever runs them.
    """
    receiving, sending = os.pipe()
    pid = os.fork()
    if pid == 0:
        _do_in_fork(do, sending)
    os.close(sending)
    with os.fdopen(receiving, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return said


def _do_in_fork(do: Callable[[], object], sending: int) -> None:
    try:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
        do()
    except BaseException as error:  # noqa: BLE001 - the parent reads what it was
        os.write(sending, str(error).encode())
    finally:
        os._exit(0)


def let_everybody_pass(folder: Path) -> None:
    """Let other users into a folder of pytest's."""
    for parent in (folder, *folder.parents[:3]):
        if parent.stat().st_uid == os.geteuid():
            parent.chmod(parent.stat().st_mode | 0o011)
