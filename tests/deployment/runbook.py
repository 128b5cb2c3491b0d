"""The operator's page, followed to the letter: proofs run the commands that it shows."""

import re
import subprocess
from functools import cache
from typing import Final

from tests.deployment import inventory
from tests.deployment.hosts import Host
from tests.deployment.machine import ROOT
from tests.deployment.plays import Played

PAGE: Final = ROOT / "docs" / "runbook.md"
SHELL: Final = ("bash", "-euo", "pipefail", "-c")
"""Commands of the page are typed at a shell, and so they are here."""


@cache
def sections() -> dict[str, tuple[str, ...]]:
    """Return the commands of every section of the page, by its heading.

    A command is an indented line that is no file's content; what ends in a
    backslash goes on in the next line.
    """
    parts = re.split(r"^#+ (.*)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        heading: tuple(_commands(text))
        for heading, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def _commands(text: str) -> list[str]:
    joined = text.replace("\\\n", " ")
    blocks = re.findall(r"(?:^ {4,}\S.*\n?)+", joined, re.MULTILINE)
    lines = [REMARK.sub("", line.strip()) for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and not YAML.match(line)]


REMARK: Final = re.compile(r"(^|\s+)#\s.*$")
YAML: Final = re.compile(r"[\w.]+:(\s|$)")
"""How a line of an inventory begins, which the page shows too."""


def command(section: str, part: str, **given: str) -> str:
    """Return the one command of ``section`` that holds ``part``.

    ``given`` stands in for the words that an operator replaces, such as
    ``TAG``. Raises ``LookupError`` unless there is exactly one.
    """
    found = [line for line in sections()[section] if part in line]
    if len(found) != 1:
        raise LookupError(f"{len(found)} commands of {section!r} hold {part!r}")
    [line] = found
    for word, value in given.items():
        line, times = re.subn(rf"\b{word}\b", value.replace("\\", r"\\"), line)
        if not times:
            raise LookupError(f"{line!r} has no {word}")
    return line


def operate(
    section: str, part: str, *more: str, timeout: float = 900, wanted: int | None = 0, **given: str
) -> Played:
    """Run a command of the page as the operator does, with ``more`` arguments after it.

    Raises ``AssertionError`` with the end of what it said when its exit status is not
    ``wanted``; None takes any.
    """
    line = " ".join([command(section, part, **given), *more])
    done = subprocess.run(  # noqa: S603 - the operator's page is our own
        [*SHELL, line],
        cwd=ROOT,
        env=inventory.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
        check=False,
    )
    played = Played(done.returncode, done.stdout)
    assert wanted is None or played.status == wanted, f"{line}\n{played.said[-4000:]}"
    return played


def manage(host: Host, section: str, part: str, timeout: float = 60, **given: str) -> str:
    """Run a command of the page on a host, as root, and return what it printed."""
    return host.do(*SHELL, command(section, part, **given), timeout=timeout)
