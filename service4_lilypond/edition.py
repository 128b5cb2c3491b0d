"""What decides the bytes of a file, as one short mark."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

OURS: Final = Path(__file__).parent
SHARED: Final = OURS.parent / "melodie"
SOURCES: Final = ("*.py", "scheme/*.scm", "fonts/*")

TOOLS: Final = ("lilypond", "verovio", "mido", "lameenc", "tinysoundfont", "pretty_midi")
"""The packages that draw and play."""


def edition() -> str:
    """Return a mark that moves with our own code and with what draws and plays.

    It may move where no byte of any file changes; it never stays where one does,
    unless the machine's fonts or soundfont are exchanged under the same code.
    """
    digest = hashlib.sha256()
    for part in _parts():
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:12]


def _parts() -> Iterator[bytes]:
    for folder in (OURS, SHARED):
        for pattern in SOURCES:
            for source in sorted(folder.glob(pattern)):
                yield source.relative_to(folder).as_posix().encode()
                yield source.read_bytes()
    for tool in TOOLS:
        yield f"{tool} {_version(tool)}".encode()


def _version(tool: str) -> str:
    try:
        return version(tool)
    except PackageNotFoundError:
        return ""  # another soundfont than the package's
