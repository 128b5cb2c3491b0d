"""Bars, notes and rests in LilyPond's language."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from melodie.pitch import Spelling
from service4_lilypond.notation.written import (
    Accidental,
    Beam,
    WrittenBar,
    WrittenEvent,
    is_value,
)

ENDINGS: Final = {-2: "eses", -1: "es", 0: "", 1: "is", 2: "isis"}
"""What the Dutch note names, LilyPond's own, add for an alteration."""

UNMARKED_OCTAVE: Final = 3
BREVE: Final = 2

TO_THE_LEFT: Final = {Beam.CONTINUE, Beam.END, Beam.BACKWARD_HOOK}
TO_THE_RIGHT: Final = {Beam.CONTINUE, Beam.BEGIN, Beam.FORWARD_HOOK}
JOINING: Final = {Beam.CONTINUE, Beam.BEGIN}
SLURS: Final = {"start": "\\(", "stop": "\\)", None: ""}
"""Phrasing slurs, which may go over ties; plain slurs are left to people who edit the source."""

HOOKS: Final = {Beam.FORWARD_HOOK, Beam.BACKWARD_HOOK}

BREAK_HERE: Final = '\\bar "" '
"""An invisible barline, at which LilyPond may begin a new system."""


def bar_text(bar: WrittenBar, breaks: frozenset[str] = frozenset()) -> str:
    """Return one bar with its bar check; it may be broken before the events in ``breaks``."""
    beamed = beam_counts(bar.events)
    words = []
    for event, counts in zip(bar.events, beamed, strict=True):
        gap = BREAK_HERE if event.id in breaks else ""
        words.append(gap + counts + event_text(event))
    return f"{' '.join(words)} |"


def event_text(event: WrittenEvent) -> str:
    """Return one note or rest, with the brace of a tuplet that begins or ends there."""
    begin = f"\\tuplet {event.tuplet.actual}/{event.tuplet.normal} {{ " if event.tuplet else ""
    before = begin if event.tuplet_begins else ""
    after = " }" if event.tuplet_ends else ""
    if event.pitch is None:
        kind = "R" if event.fills_bar else "r"
        return f"{before}{kind}{duration_text(event.value)}{after}"
    forced = "!" if event.accidental is Accidental.COURTESY else ""
    tie = "~" if event.tied_to else ""
    head = f"{pitch_name(event.pitch)}{octave_marks(event.pitch)}{forced}"
    breath = " \\breathe" if event.breath else ""
    marks = f"{tie}{bracket(event)}{SLURS[event.slur]}{breath}"
    return f"{before}{head}{duration_text(event.value)}{marks}{after}"


def pitch_name(pitch: Spelling) -> str:
    """Return the Dutch name: ``bes`` for B flat, ``fisis`` for F double sharp."""
    return note_name(pitch.name)


def note_name(name: str) -> str:
    """Return the Dutch name of a note such as ``Bb``."""
    alter = name.count("#") - name.count("b")
    return name[0].lower() + ENDINGS[alter]


def octave_marks(pitch: Spelling) -> str:
    """Return the quotes or commas that lead from the small octave to the pitch's."""
    marks = pitch.octave - UNMARKED_OCTAVE
    return "'" * marks if marks > 0 else "," * -marks


def duration_text(value: Fraction) -> str:
    """Return ``4`` for a quarter, ``8.`` for a dotted eighth, ``1*7/8`` for other lengths."""
    if not is_value(value):
        return f"1*{value}"
    dotted = value.numerator == 3
    plain = value * Fraction(2, 3) if dotted else value
    base = "\\breve" if plain == BREVE else str(plain.denominator)
    return base + "." * dotted


def bracket(event: WrittenEvent) -> str:
    """Return the sign of a beam that begins or ends with a note."""
    outermost = event.beams[0] if event.beams else None
    return {Beam.BEGIN: "[", Beam.END: "]"}.get(outermost, "") if outermost else ""


def beam_counts(events: Sequence[WrittenEvent]) -> Iterator[str]:
    """Yield the beam counts of notes whose beams break or hook otherwise than LilyPond's own."""
    on_left = {event.id for event in events if _hooks_inside(event)}
    on_right = set(on_left)
    for left, right in pairwise(events):
        links = sum(part in JOINING for part in left.beams)
        if 0 < links < min(len(left.beams), len(right.beams)):
            on_right.add(left.id)
            on_left.add(right.id)
    for event in events:
        left_count = _count("Left", event, TO_THE_LEFT) if event.id in on_left else ""
        right_count = _count("Right", event, TO_THE_RIGHT) if event.id in on_right else ""
        yield left_count + right_count


def _hooks_inside(event: WrittenEvent) -> bool:
    return event.beams[:1] == (Beam.CONTINUE,) and not HOOKS.isdisjoint(event.beams)


def _count(side: str, event: WrittenEvent, parts: set[Beam]) -> str:
    count = sum(part in parts for part in event.beams)
    return f"\\set stem{side}BeamCount = {count} "
