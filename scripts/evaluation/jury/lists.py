"""The blind list: melodies of several origins, shuffled, and the key that says what is what."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from scripts.evaluation.corpora import pieces
from scripts.evaluation.jury import notation
from scripts.evaluation.tunes import Tune

REAL: Final = "real"
METRES: Final = ("4/4", "3/4", "2/4", "6/8")
"""What readers take in at a glance; nothing else is shown to them."""
ITEMS: Final = "items.txt"
KEY: Final = "key.json"


class Item(NamedTuple):
    """A melody of a list: its origin, such as ``real``, and within it the style or file."""

    origin: str
    source: str
    tune: Tune

    @property
    def digest(self) -> str:
        """Tells melodies apart, real ones and composed ones alike."""
        return hashlib.sha256(notation.written(self.tune).encode()).hexdigest()[:16]


def fits(tune: Tune) -> bool:
    """Say whether a tune can be shown: eight bars, a common metre."""
    return tune.whole and tune.form.metre in METRES


def real(style: str, count: int, seed: int, seen: Iterable[str] = ()) -> list[Item]:
    """Draw held-out melodies of eight bars or first strains, but for those already ``seen``.

    Raises ``ValueError`` where too few are left.
    """
    known = set(seen)
    every = [piece.strains[0] for piece in pieces(style, "heldout")]
    items = [Item(REAL, style, tune) for tune in every if fits(tune)]
    fresh = [item for item in items if item.digest not in known]
    if len(fresh) < count:
        raise ValueError(f"{style}: {len(fresh)} real melodies are left, {count} are wanted")
    return Random(f"real {style} {seed}").sample(fresh, count)  # noqa: S311


def composed(origin: str, source: str, tunes: Sequence[Tune], count: int) -> list[Item]:
    """Take the first ``count`` melodies that can be shown: none is picked.

    Raises ``ValueError`` where there are too few.
    """
    items = [Item(origin, source, tune) for tune in tunes if fits(tune)]
    if len(items) < count:
        raise ValueError(f"{source}: {len(items)} melodies fit, {count} are wanted")
    return items[:count]


def shuffled(items: Sequence[Item], seed: int) -> list[Item]:
    """Return the items in the order in which jurors read them."""
    return Random(f"list {seed}").sample(items, len(items))  # noqa: S311


def save(items: Sequence[Item], folder: Path) -> None:
    """Write ``items.txt``, which is all that a juror may see, and ``key.json``, which none may."""
    folder.mkdir(parents=True, exist_ok=True)
    numbered = [f"{place}. {notation.written(item.tune)}" for place, item in enumerate(items, 1)]
    (folder / ITEMS).write_text("\n\n".join(numbered) + "\n", encoding="utf-8")
    key = [(place, item.origin, item.source, item.digest) for place, item in enumerate(items, 1)]
    (folder / KEY).write_text(json.dumps(key), encoding="utf-8")


def origins(key: Path) -> dict[int, str]:
    """Read the origin of every number of a list."""
    return {row[0]: row[1] for row in json.loads(key.read_text(encoding="utf-8"))}


def seen(keys: Iterable[Path]) -> set[str]:
    """Return the digests of what earlier lists showed."""
    return {row[3] for key in keys for row in json.loads(key.read_text(encoding="utf-8"))}
