"""The edition: a short mark of all that decides the bytes of a file."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

OURS: Final = Path(__file__).parent
SHARED: Final = OURS.parent / "melodie"
SOURCES: Final = (".py", ".scm")

TOOLS: Final = (
    "lilypond",
    "verovio",
    "segno",
    "mido",
    "lameenc",
    "tinysoundfont",
    "numpy",
    "pretty_midi",
)
"""The packages that draw and play."""


def edition() -> str:
    """Return a mark that changes with our own code and with the packages that draw and play.

    It may change where no byte of any file does; it always changes where one
    does, unless the machine's fonts or soundfont are replaced under the same code.
    """
    digest = hashlib.sha256()
    for part in _parts():
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:12]


def _parts() -> Iterator[bytes]:
    for folder in (OURS, SHARED):
        for source in sorted(folder.rglob("*")):
            name = source.relative_to(folder)
            if source.suffix in SOURCES and "tests" not in name.parts:
                yield name.as_posix().encode()
                yield source.read_bytes()
    for tool in TOOLS:
        yield f"{tool} {_version(tool)}".encode()


def _version(tool: str) -> str:
    try:
        return version(tool)
    except PackageNotFoundError:
        return ""  # another soundfont than the package's
