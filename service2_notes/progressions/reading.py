"""What people type as chords, read bar by bar: ``C | Am F | G7 | %``.

Barlines part the bars; where there is none, every chord has a bar of its own. ``%``
is the bar before again, or beside other chords the chord before, and so is a single
``/``. ``N.C.`` is no chord. Dashes and commas between chords are passed over.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

from melodie.errors import InvalidInput
from melodie.form import MAX_BARS
from melodie.harmony import BarChords, Chord, PlacedChord
from melodie.pitch import Mode
from melodie.time_signature import TimeSignature
from service2_notes.progressions.figures import FIGURE, FLATS, chord_figured, is_figure
from service2_notes.progressions.sharing import most_chords, places
from service2_notes.progressions.symbols import chord_typed, is_german

FIELD: Final = "chords"
AGAIN: Final = "%"
GOES_ON: Final = "/"
SILENT: Final = frozenset({"NC", "N.C", "N.C."})
MINOR_THIRD: Final = 3
SHOWN: Final = 20
"""Characters of a symbol that an error repeats."""

SIGNS: Final = str.maketrans({"♯": "#", "♭": "b", "–": " ", "—": " ", ",": " ", ";": " "})  # noqa: RUF001 - as they are typed
FIGURES_JOINED: Final = re.compile(r"(?<=[IVivo°ø0-9])-(?=[b#]?[IViv])")
"""The hyphen between two Roman figures: ``I-V-vi-IV``."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads chords; figures on ``tonic`` in ``mode``, and ``german`` says what ``B`` is."""

    tonic: str
    mode: Mode
    time: TimeSignature
    german: bool = False

    def bars(self, bars: Sequence[Sequence[str]]) -> Iterator[BarChords]:
        """Yield the chords of every bar; raises ``InvalidInput`` where one cannot be read."""
        before: BarChords | None = None
        for number, symbols in enumerate(bars, 1):
            if list(symbols) == [AGAIN]:
                if before is None:
                    raise _nothing_before(number, AGAIN)
                yield before
                continue
            self._check(number, symbols)
            before = self._placed(number, symbols, before[-1].chord if before else None)
            yield before

    def _check(self, number: int, symbols: Sequence[str]) -> None:
        most = most_chords(self.time)
        if len(symbols) > most:
            detail = f"bar {number} has {len(symbols)} chords and room for {most}"
            raise InvalidInput.of(
                FIELD, detail, "too_many_chords", bar=number, chords=len(symbols), most=most
            )
        if number == 1 and symbols[0] in (AGAIN, GOES_ON):
            raise _nothing_before(number, symbols[0])

    def _placed(self, number: int, symbols: Sequence[str], last: Chord | None) -> BarChords:
        """Return the chords of a bar; a chord that goes on is named once, from where it begins."""
        found: list[PlacedChord] = []
        for offset, symbol in zip(places(len(symbols), self.time), symbols, strict=True):
            chord = last if symbol in (AGAIN, GOES_ON) else self._chord(number, symbol)
            if not found or found[-1].chord != chord:
                found.append(PlacedChord(offset, chord))
            last = chord
        return tuple(found)

    def _chord(self, number: int, symbol: str) -> Chord | None:
        if symbol.upper() in SILENT:
            return None
        if is_figure(symbol):
            chord = chord_figured(symbol, self.tonic, self.mode)
        else:
            chord = chord_typed(symbol, german=self.german)
        if chord is None:
            shown = symbol[:SHOWN]
            detail = f"{shown!r} in bar {number} is no chord that is known"
            raise InvalidInput.of(FIELD, detail, "no_such_chord", bar=number, symbol=shown)
        return chord


def read_chords(text: str, tonic: str, mode: Mode, time: TimeSignature) -> list[BarChords]:
    """Return the chords of every bar that a text has; ``InvalidInput`` says what is wrong.

    Roman figures are read on ``tonic``, in ``mode`` or as they say themselves.
    """
    bars = _parted(text)
    if not bars:
        raise InvalidInput.of(FIELD, "there is no chord in it", "no_chord")
    if len(bars) > MAX_BARS:
        detail = f"it has {len(bars)} bars, and a melody at most {MAX_BARS}"
        raise InvalidInput.of(FIELD, detail, "too_many_chord_bars", bars=len(bars), most=MAX_BARS)
    symbols = {symbol for bar in bars for symbol in bar}
    german = any(map(is_german, symbols))
    return list(Reader(tonic, _mode(mode, symbols), time, german).bars(bars))


def _mode(mode: Mode, symbols: Set[str]) -> Mode:
    """Return the mode that figures are read in: a small tonic is minor, a large one is major.

    Where both are there, or none, it is the key's own.
    """
    tonics = {found[2] for found in map(FIGURE.match, symbols) if found and not found[1]}
    small, large = "i" in tonics, "I" in tonics
    is_minor = MINOR_THIRD in FLATS[mode]
    if small in (large, is_minor):
        return mode
    return "minor" if small else "major"


def _parted(text: str) -> list[list[str]]:
    """Return the symbols of every bar; a bar without any is none."""
    plain = FIGURES_JOINED.sub(" ", text.translate(SIGNS))
    bars = [[one for one in bar.split() if one != "-"] for bar in plain.split("|")]
    if len(bars) == 1:
        return [[symbol] for symbol in bars[0]]
    return [bar for bar in bars if bar]


def _nothing_before(number: int, symbol: str) -> InvalidInput:
    detail = f"{symbol!r} in bar {number} has no chord before it"
    return InvalidInput.of(FIELD, detail, "nothing_to_repeat", bar=number, symbol=symbol)
