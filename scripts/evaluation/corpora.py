"""Real melodies from the corpus that music21 carries, split in two halves.

``dev`` is the half that Mélodie may be tuned on, ``heldout`` the one that it is
judged by. The title decides, so that variants of a melody stay together.
Nothing of the corpus is kept but a cache of the notes, in ``.cache/``.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal

from scripts.evaluation.abc_songs import song
from scripts.evaluation.abc_text import tunes_in
from scripts.evaluation.abc_tunes import strains
from scripts.evaluation.tunes import Form, Note, Tune

Split = Literal["dev", "heldout"]

CACHE: Final = Path(".cache/evaluation")
EDITION: Final = 3
"""To be counted up when the same files are read otherwise."""

Reader = Callable[[str], tuple[Tune, ...]]

FOLDERS: Final[Mapping[str, tuple[tuple[str, Reader], ...]]] = {
    "song": (("essenFolksong", song),),
    "dance": (("oneills1850", strains), ("ryansMammoth", strains), ("airdsAirs", strains)),
}
"""Style -> folders of music21's corpus, and how their files are read."""
COLLECTIONS: Final[Mapping[str, str]] = {
    "essenFolksong": "Essen folksong collection (Schaffrath, 1995)",
    "oneills1850": "O'Neill's Music of Ireland (1903)",
    "ryansMammoth": "Ryan's Mammoth Collection (1883)",
    "airdsAirs": "Aird's Selection of Scotch, English, Irish and Foreign Airs (1778 to 1801)",
}
"""Folder -> what it holds."""

NO_SONGS: Final = re.compile(r"^(test|han[12])")
"""Essen files that are no European songs, whose tonic is not known."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A real melody: its collection, its title or else its place, and its strains, one or more."""

    collection: str
    title: str
    strains: tuple[Tune, ...]

    @property
    def variants(self) -> str:
        """What its title has in common with those of its variants: letters and figures."""
        return re.sub(r"[^a-z0-9]", "", self.title.lower())


def melodies(style: str, split: Split) -> list[Tune]:
    """Return the first strains of one half of a style's melodies, in the order of their files."""
    return [piece.strains[0] for piece in pieces(style, split)]


def pieces(style: str, split: Split) -> list[Piece]:
    """Return one half of the melodies of a style, whole, in the order of their files."""
    cache = CACHE / f"{style}-{split}-{EDITION}-{version('music21')}.json"
    if not cache.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        halves: dict[Split, list[Piece]] = {"dev": [], "heldout": []}
        for piece in _read(style):
            halves[_half(piece)].append(piece)
        for name, found in halves.items():
            _write(cache.with_name(cache.name.replace(split, name, 1)), found)
    return [_unpacked(*one) for one in json.loads(cache.read_text(encoding="utf-8"))]


def _write(cache: Path, found: list[Piece]) -> None:
    """Write a cache whole or not at all, even where several processes do so at once."""
    fresh = cache.with_name(f"{cache.name}.{os.getpid()}")
    fresh.write_text(json.dumps([_packed(one) for one in found]), encoding="utf-8")
    fresh.replace(cache)


def _half(piece: Piece) -> Split:
    """Say which half a piece belongs to, whatever the case and signs of its title."""
    digest = hashlib.sha1(piece.variants.encode(), usedforsecurity=False).digest()
    return "dev" if digest[0] % 2 == 0 else "heldout"


def _read(style: str) -> Iterator[Piece]:
    found = find_spec("music21")
    root = (
        Path(found.submodule_search_locations[0])
        if found and found.submodule_search_locations
        else Path()
    )
    for folder, read in FOLDERS[style]:
        for path in sorted((root / "corpus" / folder).glob("*.abc")):
            if NO_SONGS.match(path.name):
                continue
            for place, text in enumerate(tunes_in(path.read_text(encoding="latin-1"))):
                heard = read(text)
                if heard:
                    yield Piece(folder, _title(text) or f"{folder}_{path.stem}_{place}", heard)


def _title(text: str) -> str:
    found = re.search(r"(?m)^T:(.*)$", text)
    return found[1].strip() if found else ""


def _packed(piece: Piece) -> tuple[object, ...]:
    form = piece.strains[0].form
    strains = [(one.bars, one.notes) for one in piece.strains]
    return piece.collection, piece.title, (form.metre, form.mode), strains


def _unpacked(collection: str, title: str, form: tuple[str, str], strains: list[Any]) -> Piece:
    of = Form(*form)
    return Piece(
        collection,
        title,
        tuple(Tune(of, bars, tuple(Note(*note) for note in notes)) for bars, notes in strains),
    )
