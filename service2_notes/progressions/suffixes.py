"""What stands after the root of a chord, as people spell it: ``m7b5``, ``-7(b5)`` and ``ø`` alike.

A suffix is walked from left to right, each of its parts becomes the one that stands
for it in ``PARTS``, and what comes of it is looked up. To know another spelling, add a
row there or in ``ALIASES``.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from melodie.chord_kinds import CHORD_KINDS
from melodie.harmony import Quality

Kind = tuple[Quality, str | None]
"""A quality and an extension."""

LONGEST: Final = 20
"""Characters of a suffix, at most."""

PARTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("major", "Major", "maj", "Maj", "MAJ", "ma", "Ma", "M", "j"), "maj"),
    **dict.fromkeys(("minor", "min", "Min", "MIN", "mi", "m"), "m"),
    **dict.fromkeys(("dim", "Dim", "o", "\N{DEGREE SIGN}", "\N{MASCULINE ORDINAL INDICATOR}"), "o"),
    **dict.fromkeys(("\N{LATIN SMALL LETTER O WITH STROKE}", "\N{EMPTY SET}"), "h"),
    **dict.fromkeys(("\N{LATIN CAPITAL LETTER O WITH STROKE}", "\N{DIAMETER SIGN}"), "h"),
    **dict.fromkeys(("aug", "Aug"), "aug"),
    **dict.fromkeys(("sus", "Sus"), "sus"),
    **dict.fromkeys(("add", "Add"), "add"),
    **dict.fromkeys(("\N{GREEK CAPITAL LETTER DELTA}", "\N{WHITE UP-POINTING TRIANGLE}"), "D"),
    **dict.fromkeys(("\N{INCREMENT}",), "D"),
    **dict.fromkeys(("dom", "(", ")", ",", "/"), ""),
    **{part: part for part in ("alt", "no", "b", "#")},
    **{number: number for number in ("2", "3", "4", "5", "6", "7", "9", "11", "13")},
}
"""A part as it is typed -> what stands for it; ``h`` is half-diminished, ``D`` a triangle."""

SIGNED: Final[Mapping[str, tuple[str, str]]] = {
    "+": ("#", "aug"),
    "-": ("b", "m"),
    "\N{MINUS SIGN}": ("b", "m"),
}
"""A sign -> what it means between two numbers, and what it means elsewhere."""

ALIASES: Final[Mapping[str, Kind]] = {
    "maj": ("major", None),
    "D": ("major7", None),
    "D7": ("major7", None),
    "D9": ("major7", "9"),
    "mD": ("minor", "maj7"),
    "mD7": ("minor", "maj7"),
    "maj6": ("major6", None),
    "2": ("major", "add9"),
    "add2": ("major", "add9"),
    "madd2": ("minor", "add9"),
    "m2": ("minor", "add9"),
    "add4": ("major", "add11"),
    "madd4": ("minor", "add11"),
    "4": ("sus4", None),
    "sus": ("sus4", None),
    "7sus": ("sus4", "7"),
    "9sus": ("sus4", "9"),
    "13sus": ("sus4", "13"),
    "no3": ("major", "5"),
    "6add9": ("major6", "9"),
    "m6add9": ("minor6", "9"),
    "7add9": ("dominant7", "9"),
    "7add13": ("dominant7", "13"),
    "o": ("diminished", None),
    "mb5": ("diminished", None),
    "o7": ("diminished7", None),
    "h": ("half_diminished7", None),
    "h7": ("half_diminished7", None),
    "m7b5": ("half_diminished7", None),
    "aug": ("augmented", None),
    "#5": ("augmented", None),
    "aug7": ("dominant7", "#5"),
    "7aug": ("dominant7", "#5"),
    "augmaj7": ("major7", "#5"),
    "maj7aug": ("major7", "#5"),
    "maj9#11": ("major7", "#11"),
    "maj7add9": ("major7", "9"),
    "maj7add13": ("major7", "13"),
    "m7add9": ("minor7", "9"),
    "m7add11": ("minor7", "11"),
    "alt": ("dominant7", "#9#5"),
    "7alt": ("dominant7", "#9#5"),
    "7#5b9": ("dominant7", "b9#5"),
    "7#5#9": ("dominant7", "#9#5"),
    "aug7b9": ("dominant7", "b9#5"),
    "aug7#9": ("dominant7", "#9#5"),
    "7b13b9": ("dominant7", "b9b13"),
    "7b9add13": ("dominant7", "13b9"),
}
"""A suffix in the parts that stand for others -> its kind; beside those of ``CHORD_KINDS``."""

MOST: Final = max(map(len, PARTS))


@lru_cache(maxsize=1024)
def kind_written(suffix: str) -> Kind | None:
    """Return the kind of chord that a suffix means, None for one that is not known."""
    return _KNOWN.get(_in_parts(suffix))


def _in_parts(suffix: str) -> str:
    """Return a suffix with every part as the one that stands for it; unknown ones become ``?``."""
    return "".join(_parts(suffix)) if len(suffix) <= LONGEST else "?"


def _parts(suffix: str) -> Iterator[str]:
    place = 0
    while place < len(suffix):
        if suffix[place] in SIGNED:
            altering, alone = SIGNED[suffix[place]]
            yield altering if _between_numbers(suffix, place) else alone
            place += 1
            continue
        length = next((n for n in range(MOST, 0, -1) if suffix[place : place + n] in PARTS), 0)
        yield PARTS[suffix[place : place + length]] if length else "?"
        place += max(length, 1)


def _between_numbers(suffix: str, place: int) -> bool:
    before = suffix[:place].rstrip("(, ")
    return before[-1:].isdigit() and suffix[place + 1 : place + 2].isdigit()


_KNOWN: Final[Mapping[str, Kind]] = {
    **ALIASES,
    **{_in_parts(kind.suffix): name for name, kind in CHORD_KINDS.items()},
}
