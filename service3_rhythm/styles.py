"""The styles of tune on offer: one row of parameters each.

``song`` and ``dance`` have the tables that their bars are counted in; the others share
them. The numbers were set by reading what they make beside real tunes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from melodie.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Style:
    """How a style moves, breathes and comes back to what it has said.

    ``tables`` names the counts of its bars, ``forms`` its forms (``form.rows``); its
    inner phrases have ``phrase`` bars. ``busy`` is how many times as many notes its bars
    have as the counted ones, ``spread`` how much melodies differ in it, in doublings.
    ``answers`` and ``prepares`` are how many times as many there are in a bar that answers
    the one before and in one that prepares the close, ``restful`` is how much more willingly
    one that answers is taken for coming to rest.
    ``even`` is how willingly a bar of few and equal notes is taken; ``holds`` says that a
    phrase comes to rest on a long note, ``turns`` that each does so in the first half of its
    bar, and leaves the rest of it to what answers, the last one to a turnaround.
    ``values`` multiplies the odds of note values.
    ``silent`` is how many of the rests it keeps that its bars are counted with.
    Probabilities: ``breath``, that a rest follows a phrase; ``stops``, that the last note lasts
    for half a bar at most and a rest follows; ``leads``, that a phrase leads on to the next where
    the melody has no upbeat; ``again``, that a bar which departs takes a rhythm that was heard,
    ``bends``, that a bar which keeps half of another one has another rhythm in its other half;
    ``same`` are the odds of a rhythm that was heard where another is drawn, ``bare`` those of a
    close of one or two notes.
    ``motifs`` is how often an idea takes a bar made by hand, beside those that are counted.
    ``syncopation`` is what the slider starts from, ``dotted`` how often a melody in 4/4 or
    2/2 goes in long and short notes. Where it is ``swung``, eighths that are written alike
    are played so; that moves no note.
    """

    id: str
    name: str
    description: str
    tables: str
    forms: str
    phrase: int
    busy: float
    spread: float
    even: float
    breath: float
    leads: float
    again: float
    same: float
    holds: bool
    turns: bool = False
    answers: float = 0.92
    prepares: float = 1.0
    restful: float = 1.0
    bends: float = 0.0
    bare: float = 1.0
    stops: float = 0.0
    silent: float = 1.0
    motifs: float = 4.0
    syncopation: float = 0.0
    dotted: float = 0.0
    swung: bool = False
    values: Mapping[Fraction, float] = field(default_factory=dict, hash=False)


_TABLE: Final = (
    Style(
        id="song",
        name="Song",
        description="Sung phrases of two bars that breathe, mostly by step.",
        tables="song",
        forms="song",
        phrase=2,
        busy=1.42,
        spread=0.22,
        even=0.35,
        breath=0.95,
        leads=0.45,
        again=0.1,
        same=0.05,
        holds=True,
        stops=0.75,
    ),
    Style(
        id="dance",
        name="Dance",
        description="Strains of four-bar phrases that come back, with more notes and wider leaps.",
        tables="dance",
        forms="dance",
        phrase=4,
        busy=1.04,
        spread=0.24,
        even=0.5,
        breath=0.1,
        leads=0.75,
        again=0.15,
        same=0.08,
        holds=False,
        answers=0.97,
        prepares=1.2,
        restful=0.3,
        bends=0.6,
        bare=0.15,
        motifs=0.4,
        dotted=0.4,
        values={Fraction(3, 16): 6.0},
    ),
    Style(
        id="hymn",
        name="Hymn",
        description="Lines of a strophe in few and steady lengths, each with a long end.",
        tables="song",
        forms="hymn",
        phrase=2,
        busy=1.1,
        spread=0.12,
        even=1.5,
        breath=0.1,
        silent=0.15,
        leads=0.2,
        again=0.6,
        same=0.1,
        motifs=0.2,
        holds=True,
        values={Fraction(1, 8): 0.35, Fraction(1, 16): 0.02, Fraction(3, 16): 0.05},
    ),
    Style(
        id="blues",
        name="Blues",
        description="Twelve bars: a call, the same again, and an answer, off the beat.",
        tables="song",
        forms="blues",
        phrase=4,
        busy=1.4,
        spread=0.2,
        even=0.4,
        breath=1.0,
        leads=0.6,
        again=0.4,
        same=0.1,
        holds=True,
        turns=True,
        syncopation=0.3,
        swung=True,
    ),
    Style(
        id="riff",
        name="Riff",
        description="A hook of two bars that comes back, and moves when it comes again.",
        tables="song",
        forms="riff",
        phrase=2,
        busy=1.7,
        spread=0.2,
        motifs=5.0,
        even=0.3,
        breath=0.6,
        leads=0.1,
        again=0.5,
        same=0.05,
        holds=False,
        syncopation=0.35,
    ),
)
STYLES: Final = {style.id: style for style in _TABLE}


def style_named(name: str) -> Style:
    """Return the style ``name``; raises ``InvalidInput`` for one that is not offered."""
    style = STYLES.get(name)
    if style is None:
        known = ", ".join(STYLES)
        detail = f"{name} is not offered; choose one of {known}"
        raise InvalidInput.of("style", detail, "not_offered", offered=known)
    return style
