"""The melody as a value: pitches, events, bars and the score they make.

Durations are exact fractions of a whole note. Pitches are spelled and sound
as written here (concert pitch); a transposing instrument's written part is a
matter of engraving. Every class checks itself when it is made and raises
``ValueError`` with a sentence a person understands.
"""

from dataclasses import dataclass
from fractions import Fraction
from operator import not_
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool

from melodie.accompaniment import Accompaniment, check_lengths
from melodie.clef import Clef
from melodie.duration import total
from melodie.event import STRICT, Event, check_slurs, check_ties
from melodie.form import MAX_BARS, MAX_EVENTS, BarForm, PhraseEnd
from melodie.harmony import BarChords, check_chords
from melodie.interval import Interval
from melodie.pitch import Key
from melodie.tempo import Tempo
from melodie.text import Title, check_text
from melodie.time_signature import TimeSignature

Feel = Literal["straight", "swung"]
"""How two eighths on a beat are played that are written alike: evenly, or the first one longer."""


def is_straight(feel: object) -> bool:
    """Tell whether eighths are played as they are written, which is left out of JSON."""
    return feel == "straight"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``pickup`` marks an upbeat that is shorter than a full bar.

    ``form`` and ``chords`` are left out of JSON where a bar has none.
    """

    __pydantic_config__ = STRICT

    events: Annotated[tuple[Event, ...], Field(min_length=1, max_length=MAX_EVENTS)]
    pickup: StrictBool = False
    form: Annotated[BarForm | None, Field(exclude_if=not_)] = None
    chords: Annotated[BarChords, Field(exclude_if=not_)] = ()

    def __post_init__(self) -> None:
        if self.phrase_end and self.phrase_end.event >= len(self.events):
            raise ValueError("a phrase ends with a note that is not there")
        check_chords(self.chords)
        if self.chords and self.chords[-1].offset >= self.length:
            raise ValueError("a chord begins after its bar is over")

    @property
    def phrase_end(self) -> PhraseEnd | None:
        """Where a phrase ends in it, if one does."""
        return self.form.phrase_end if self.form else None

    @property
    def length(self) -> Fraction:
        """The sum of the durations, in whole notes."""
        return total(event.duration for event in self.events)


@dataclass(frozen=True, slots=True)
class Instrument:
    """Who plays: a name for the page, a General MIDI program (0-127), a transposition.

    ``diatonic`` and ``chromatic`` lead from the written to the sounding
    pitch, in steps and in semitones: a clarinet in B flat has -1 and -2. The
    name is as it is printed, in any language; ``id`` is the same in all of them,
    and left out of JSON where it is not known.
    """

    __pydantic_config__ = STRICT

    name: Annotated[str, Field(min_length=1, max_length=40), AfterValidator(check_text)]
    program: Annotated[int, Field(strict=True, ge=0, le=127)]
    diatonic: Annotated[int, Field(strict=True, ge=-14, le=14)] = 0
    chromatic: Annotated[int, Field(strict=True, ge=-24, le=24)] = 0
    id: Annotated[str | None, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$", exclude_if=not_)] = None

    @property
    def transposition(self) -> Interval:
        """The interval from the written to the sounding pitch."""
        return Interval(self.diatonic, self.chromatic)


@dataclass(frozen=True, slots=True)
class Score:
    """A whole melody, ready to be engraved, played and kept.

    Its ``accompaniment`` is left out of JSON where it has none, and its ``feel`` where that
    is straight.
    """

    __pydantic_config__ = STRICT

    title: Title
    key: Key
    time_signature: TimeSignature
    tempo: Tempo
    clef: Clef
    instrument: Instrument
    bars: Annotated[tuple[Bar, ...], Field(min_length=1, max_length=MAX_BARS + 1)]
    accompaniment: Annotated[Accompaniment | None, Field(exclude_if=not_)] = None
    feel: Annotated[Feel, Field(exclude_if=is_straight)] = "straight"

    def __post_init__(self) -> None:
        full = self.time_signature.bar_length
        for number, bar in enumerate(self.bars):
            if bar.pickup and number > 0:
                raise ValueError("only the first bar can be a pick-up")
            if bar.length != full and not (bar.pickup and bar.length < full):
                raise ValueError(f"bar {number + 1} lasts {bar.length} instead of {full}")
            if bar.form and bar.form.answers is not None and bar.form.answers >= number:
                raise ValueError(f"bar {number + 1} answers a bar that does not come before it")
        events = [event for bar in self.bars for event in bar.events]
        check_ties(events)
        check_slurs(events)
        if self.accompaniment:
            check_lengths(self.accompaniment, [bar.length for bar in self.bars])

    @property
    def swung(self) -> bool:
        """Whether its eighths swing, which they do in no metre whose beats divide otherwise."""
        return self.feel == "swung" and self.time_signature.can_swing

    @property
    def length(self) -> Fraction:
        """How long it lasts, closing rests included, in whole notes."""
        return total(bar.length for bar in self.bars)

    @property
    def seconds(self) -> Fraction:
        """How long it lasts when it is played, closing rests included."""
        return self.length * 4 * 60 / self.tempo.quarters_per_minute
