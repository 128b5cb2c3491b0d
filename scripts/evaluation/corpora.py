"""Real melodies from the corpus that music21 carries, split in two halves.

``dev`` is the half that Mélodie may be tuned on, ``heldout`` the one that it is
judged by. The title decides, so that variants of a melody stay together.
Nothing of the corpus is kept but a cache of the notes, in ``.cache/``.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from scripts.evaluation.abc_songs import song
from scripts.evaluation.abc_text import tunes_in
from scripts.evaluation.abc_tunes import tune
from scripts.evaluation.tunes import Form, Note, Tune

Split = Literal["dev", "heldout"]

CACHE: Final = Path(".cache/evaluation")
EDITION: Final = 1
"""To be counted up when the same files are read otherwise."""

Reader = Callable[[str], Tune | None]

FOLDERS: Final[Mapping[str, tuple[tuple[str, Reader], ...]]] = {
    "song": (("essenFolksong", song),),
    "dance": (("oneills1850", tune), ("ryansMammoth", tune), ("airdsAirs", tune)),
}
"""Style -> folders of music21's corpus: the Essen collection (Schaffrath, 1995);
O'Neill's Music of Ireland (1850 tunes), Ryan's Mammoth Collection, Aird's Airs."""

NO_SONGS: Final = re.compile(r"^(test|han[12])")
"""Essen files that are no European songs, whose tonic is not known."""


def melodies(style: str, split: Split) -> list[Tune]:
    """Return one half of the melodies of a style, in the order of their files."""
    cache = CACHE / f"{style}-{split}-{EDITION}-{version('music21')}.json"
    if not cache.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        halves: dict[Split, list[Tune]] = {"dev": [], "heldout": []}
        for title, melody in _read(style):
            halves[half(title)].append(melody)
        for name, tunes in halves.items():
            kept = cache.with_name(cache.name.replace(split, name, 1))
            kept.write_text(json.dumps([_packed(one) for one in tunes]), encoding="utf-8")
    return [_unpacked(*one) for one in json.loads(cache.read_text(encoding="utf-8"))]


def half(title: str) -> Split:
    """Return which half a title belongs to, whatever its case and signs."""
    letters = re.sub(r"[^a-z0-9]", "", title.lower())
    digest = hashlib.sha1(letters.encode(), usedforsecurity=False).digest()
    return "dev" if digest[0] % 2 == 0 else "heldout"


def _read(style: str) -> Iterator[tuple[str, Tune]]:
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
                melody = read(text)
                if melody is not None:
                    yield _title(text) or f"{folder}_{path.stem}_{place}", melody


def _title(text: str) -> str:
    found = re.search(r"(?m)^T:(.*)$", text)
    return found[1].strip() if found else ""


def _packed(tune: Tune) -> tuple[object, ...]:
    return tune.form.metre, tune.form.mode, tune.bars, tune.notes


def _unpacked(metre: str, mode: str, bars: int, notes: list[list[int]]) -> Tune:
    return Tune(Form(metre, mode), bars, tuple(Note(*note) for note in notes))
