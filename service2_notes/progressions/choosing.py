"""What is chosen as chords, as the chords of every bar of a tune."""

from fractions import Fraction
from typing import Final, NamedTuple

from melodie.contract import AUTO_CHORDS, NO_CHORDS, ChordsByBar, ProgressionChoice
from melodie.harmony import BarChords, Chord, PlacedChord
from melodie.pitch import Key
from melodie.time_signature import TimeSignature
from service2_notes.progressions.fitting import HOMES, fitted, is_closed
from service2_notes.progressions.reading import read_chords
from service2_notes.progressions.table import PROGRESSIONS, progression_named

PRINTED: Final = str.maketrans({"b": "♭", "#": "♯", "o": "°"})

OPEN_ENDED: Final = 4
"""Bars up to which a tune is an idea, which need not come home."""


OTHERS: Final = (
    ProgressionChoice(
        id=AUTO_CHORDS, name="Automatic", description="Chords are drawn for the tune."
    ),
    ProgressionChoice(id=NO_CHORDS, name="None", description="The melody stands alone."),
)
"""What can be chosen beside a progression."""


class ChosenChords(NamedTuple):
    """The chords of every bar, and how many bars of what was chosen found no room."""

    bars: ChordsByBar
    unused: int


def chosen_chords(text: str, key: Key, time: TimeSignature, bars: int) -> ChosenChords:
    """Return the chords that a text names or spells out, for so many whole bars.

    What is shorter returns, what is longer is cut. A named progression that leads on
    comes home in the last bar; what somebody typed is as it was typed. Raises
    ``InvalidInput`` for ``chords`` where they cannot be read.
    """
    if text.strip() == NO_CHORDS:
        return ChosenChords(((),) * bars, 0)
    row = progression_named(text)
    found = fitted(row, key, time) if row else read_chords(text, key.tonic, key.mode, time)
    chords = [found[place % len(found)] for place in range(bars)]
    if row and bars > OPEN_ENDED and not is_closed(chords[-1][-1].chord, key.tonic):
        chords[-1] = _home(found, key)
    return ChosenChords(tuple(chords), max(len(found) - bars, 0))


def _home(bars: list[BarChords], key: Key) -> BarChords:
    """Return a bar of the tonic, as the progression has it or as its scale does."""
    home = HOMES[key.scale]
    own = [one.chord for bar in bars for one in bar if one.chord and one.chord.root == key.tonic]
    tonic = own[0] if own else Chord(key.tonic, home.base if home else "major")
    return (PlacedChord(Fraction(0), tonic),)


def choices() -> tuple[ProgressionChoice, ...]:
    """Return all that can be chosen but one's own chords; the first is the default."""
    named = (
        ProgressionChoice(id=row.id, name=row.name, description=shown(row.figures), bars=row.bars)
        for row in PROGRESSIONS.values()
    )
    return (*OTHERS, *named)


def shown(figures: str) -> str:
    """Return figures as they are printed, with real signs."""
    return figures.translate(PRINTED)
