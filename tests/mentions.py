"""What a document names in backticks: files of the repository, modules, and what is in them."""

import importlib.util
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from tests.sources import CORE, ROOT, SERVICES, TOOLS

EXAMPLE: Final = {"service5_lyrics": "service2_notes", "lyrics.": "notes."}
"""The service that docs/adding-a-service.md invents, and the one whose files it would have."""

ELSEWHERE: Final = {
    *("daemon.json", "max_connections", "melodie-reader.json", "melodie-writer.json"),
}
"""A setting of MySQL, one of Docker's files, and the keys that an operator is given."""

SPAN: Final = re.compile(r"`([^`\n]+)`")
FILE: Final = r"[\w.-]+\.(?:in|json|md|py|sh|toml|txt|ya?ml)"
PATH: Final = re.compile(rf"(?:[A-Za-z.][\w.-]*/)+[\w.-]*|{FILE}")
DOTTED: Final = re.compile(rf"(?:{'|'.join((CORE, *SERVICES, *TOOLS))})(?:\.\w+)+")
NAME: Final = re.compile(r"[A-Za-z]\w*_\w*[A-Za-z0-9]")
MADE: Final = re.compile(r"```.*?```|<!-- (\w+) -->.*?<!-- /\1 -->", flags=re.DOTALL)
"""What is told to a shell, and the tables that are written by ``tests.documented``."""


def unknown(document: Path) -> list[str]:
    """Return what ``document`` names in backticks that the repository does not have."""
    text = document.read_text(encoding="utf-8")
    return [word for word in sorted(set(_words(text))) if not _known(word, document.parent)]


def _words(text: str) -> Iterator[str]:
    for span in SPAN.findall(MADE.sub("", text)):
        written = span
        for invented, real in EXAMPLE.items():
            written = written.replace(invented, real)
        yield from re.split(r"[\s=:…]+|\(.*?\)", written)


def _known(word: str, folder: Path) -> bool:
    if "SERVICE" in word or word in ELSEWHERE:  # which stands for any of them
        return True
    if PATH.fullmatch(word):
        return _is_path(word.rstrip("/"), folder)
    if DOTTED.fullmatch(word):
        return _is_there(word)
    word = word.removeprefix("MELODIE_").lower() if word.startswith("MELODIE_") else word
    return not NAME.fullmatch(word) or word in _code_words()


def _is_path(path: str, folder: Path) -> bool:
    if path.split("/", maxsplit=1)[0] in _not_kept() or (folder / path).exists():
        return True
    return any(f"/{file}/".endswith(f"/{path}/") or f"/{path}/" in f"/{file}" for file in files())


def _is_there(dotted: str) -> bool:
    """Tell whether a dotted name is a module, or something in one."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        name = ".".join(parts[:end])
        try:
            found = importlib.util.find_spec(name)
        except ModuleNotFoundError:
            continue
        if found is not None:
            held: object = importlib.import_module(name)
            for part in parts[end:]:
                if not hasattr(held, part):
                    return False
                held = getattr(held, part)
            return True
    return False


@cache
def files() -> tuple[str, ...]:
    """Return the files of the repository: all but those that git ignores."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(  # noqa: S603 - our own arguments
        asked, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return tuple(name for name in listed.stdout.splitlines() if (ROOT / name).exists())


@cache
def _not_kept() -> frozenset[str]:
    """The folders that git ignores: what is made, such as ``.venv`` and ``var``."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip("/") for line in lines)


@cache
def _code_words() -> frozenset[str]:
    """Every word in what is neither a document nor a test."""
    texts = (
        (ROOT / name).read_text(encoding="utf-8", errors="ignore")
        for name in files()
        if not name.endswith((".md", ".png")) and "tests" not in name.split("/")
    )
    return frozenset(
        part
        for text in texts
        for word in re.findall(r"\w+", text)
        for part in (word, word.removeprefix("MELODIE_").lower())
    )
