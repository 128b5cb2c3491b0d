"""The tables of a style as two files: one for each service that composes."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from scripts.evaluation.corpora import COLLECTIONS, Piece
from scripts.evaluation.counting.bars import LENGTHS
from scripts.evaluation.counting.joints import joints
from scripts.evaluation.counting.plans import plans
from scripts.evaluation.counting.upbeats import leads, upbeats
from scripts.evaluation.counting.words import Use, Words
from scripts.evaluation.steps import DEGREES

RHYTHM: Final = Path("service3_rhythm/tables")
PITCH: Final = Path("service2_notes/tables")


def files(style: str, found: Sequence[Piece]) -> dict[Path, str]:
    """Return what the files of a style hold, by their paths from the root."""
    words = Words(style, found)
    sources = _sources(found)
    rhythm = {
        "sources": sources,
        "metres": {
            metre: {"rhythms": words.rhythms(metre), "upbeats": upbeats(found, metre)}
            for metre in LENGTHS
        },
        "plans": plans(found),
    }
    pitch = {
        "sources": sources,
        "metres": {metre: {"words": list(_rows(words, metre))} for metre in LENGTHS},
        "joints": joints(found),
        "upbeats": leads(found),
    }
    return {
        RHYTHM / f"{style}.json": f"{written(rhythm)}\n",
        PITCH / f"{style}.json": f"{written(pitch)}\n",
    }


def written(value: object, depth: int = 0) -> str:
    """Write JSON with a line for every key, and for every row of a list of lists."""
    if isinstance(value, Mapping):
        lines = [f"{json.dumps(str(key))}: {written(row, depth + 1)}" for key, row in value.items()]
        return _block(lines, "{}", depth)
    if isinstance(value, list) and value and isinstance(value[0], (list, tuple)):
        return _block([_compact(row) for row in value], "[]", depth)
    return _compact(value)


def _block(lines: Sequence[str], brackets: str, depth: int) -> str:
    inner = ",\n".join(f"{' ' * (depth + 1)}{line}" for line in lines)
    return f"{brackets[0]}\n{inner}\n{' ' * depth}{brackets[1]}"


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _sources(found: Sequence[Piece]) -> list[tuple[str, int]]:
    """Name the collections, and how many of their tunes were counted."""
    counts = Counter(piece.collection for piece in found)
    return [(COLLECTIONS[name], count) for name, count in counts.items()]


def _rows(words: Words, metre: str) -> Iterator[tuple[Any, ...]]:
    for lengths, contours in words.words(metre).items():
        yield lengths, [_row(contour, use) for contour, use in contours]


def _row(contour: Sequence[int], use: Use) -> tuple[Any, ...]:
    members = [use.members[member] for member in range(DEGREES)]
    firsts = [(*place, count) for place, count in sorted(use.first_degrees.items())]
    row = (contour, use.place_counts, members)
    return (*row, firsts) if firsts else row
