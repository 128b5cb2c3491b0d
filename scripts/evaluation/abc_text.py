"""ABC notation: the tokens of a tune's body, its key, and the lengths of its notes.

By hand, as music21's reader takes thirty times as long for the thousands of tunes of a run.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

LETTERS: Final = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
SHARPS: Final = "FCGDAEB"
ALTERATIONS: Final = {"^": 1, "^^": 2, "_": -1, "__": -2, "=": 0}
MODE_OFFSETS: Final = {
    "maj": 0, "ion": 0, "dor": 2, "phr": 4, "lyd": 5, "mix": 7,
    "aeo": 9, "min": 9, "m": 9, "loc": 11,
}  # fmt: skip
"""Semitones from the tonic of the relative major up to that of the mode."""
SIGNATURES: Final = (0, 7, 2, -3, 4, -1, 6, 1, -4, 3, -2, 5)
"""Pitch class of a major tonic -> sharps of its signature, or flats below 0."""
SILENT: Final = "zxZ"

NOTE: Final = (
    r"(?P<accidental>\^\^|__|[\^_=])?(?P<letter>[A-Ga-gzxZ])(?P<octave>[,']*)(?P<length>\d*/*\d*)"
)
TOKEN: Final = re.compile(
    rf"""
    "[^"]*" | !![^!]*!! | ![^!\n]*! | (?P<grace>\{{[^}}]*\}}) | (?P<inline>\[[A-Za-z]:[^\]]*\])
  | \((?P<tuplet>\d(?::\d*)*)
  | (?P<bar>:*\|[:\]|]*|::|\[\|)(?P<ending>\s*\[?[12](?:[,-]\d)?)?
  | \[(?P<volta>[12])
  | \[(?P<chord>[^\]]*)\](?P<chord_length>\d*/*\d*)
  | {NOTE}
  | (?P<broken>[<>]+)
  | (?P<tie>-)
    """,
    re.VERBOSE,
)
CHORD_NOTE: Final = re.compile(NOTE)


@dataclass(frozen=True, slots=True)
class Signature:
    """A tonic's pitch class, and letter -> alteration."""

    tonic: int
    alterations: Mapping[str, int]


def tunes_in(text: str) -> Iterator[str]:
    """Cut a file into its tunes."""
    return (tune for tune in re.split(r"(?m)^(?=X:\s*\d+)", text) if tune.startswith("X:"))


def signature(words: str) -> Signature | None:
    """Read the field ``K:``, such as ``Bb dorian``."""
    found = re.match(r"\s*([A-G])([#b]?)\s*([A-Za-z]*)", words)
    if not found:
        return None
    letter, sign, mode = found.groups()
    tonic = (LETTERS[letter] + (sign == "#") - (sign == "b")) % 12
    mode = mode.lower() if mode.lower() == "m" else mode.lower()[:3]
    sharps = SIGNATURES[(tonic - MODE_OFFSETS.get(mode, 0)) % 12]
    altered = SHARPS[:sharps] if sharps > 0 else SHARPS[::-1][:-sharps]
    return Signature(tonic, dict.fromkeys(altered, 1 if sharps > 0 else -1))


def metre(words: str) -> str | None:
    """Read the field ``M:``: ``C`` is 4/4, and ``C|`` 2/2."""
    words = {"C": "4/4", "C|": "2/2"}.get(words, words)
    return words if re.fullmatch(r"\d+/\d+", words) else None


def length(words: str) -> Fraction:
    """Read the length of a note: ``3/2``, ``//`` for a quarter, nothing for one."""
    found = re.fullmatch(r"(\d*)(/*)(\d*)", words)
    if not found:
        return Fraction(1)
    above, strokes, below = found.groups()
    halves = len(strokes) - 1 if below and strokes else len(strokes)
    return Fraction(int(above or 1), int(below or 1) * 2**halves)


def tuplet(words: str, beats: int) -> tuple[int, Fraction]:
    """Read a tuplet such as ``3`` or ``3:2:4``: how many notes, and what each is multiplied by."""
    parts = [int(part) if part else 0 for part in words.split(":")] + [0, 0]
    notes = parts[0]
    usual = {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}.get(notes, 2 if beats % 3 else 3)
    return parts[2] or notes, Fraction(parts[1] or usual, notes)


class Accidentals:
    """Which notes are altered: by the signature, and by signs until the bar ends."""

    def __init__(self, signed: Signature) -> None:
        self._signed = signed
        self._signs: dict[tuple[str, str], int] = {}

    def forget(self) -> None:
        """Begin a new bar."""
        self._signs.clear()

    def pitch(self, note: re.Match[str]) -> int:
        """Return the semitones above the tonic, as if it were in octave 4, of a written note."""
        letter, octave = note["letter"], note["octave"]
        if note["accidental"]:
            self._signs[letter, octave] = ALTERATIONS[note["accidental"]]
        upper = letter.upper()
        altered = self._signs.get((letter, octave), self._signed.alterations.get(upper, 0))
        octaves = letter.islower() + octave.count("'") - octave.count(",")
        return 60 + LETTERS[upper] + 12 * octaves + altered - self._signed.tonic
