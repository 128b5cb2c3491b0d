"""What a style's lines are made by: the columns of the rows in ``styles``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Frames = tuple[tuple[float, tuple[int, int]], ...]
Close = Literal["stock", "head", "rhyme"]
Arrival = Literal["descends", "rises", "falls", "leaps", "returns", "circles", "stays"]


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a style's lines are made. Distances are steps of a scale of seven.

    ``tables`` are its counts. ``frames`` are the compasses it has, each from lowest to highest with
    the tonic at 0, and their odds; ``begins`` are the degrees that the first bar of such tunes
    begins on, as often as they are counted, or none. ``arc`` is where each eighth of a tune lies,
    from -1 (lowest) to 1; ``peaks`` in which eighth the highest note is, ``standing`` how much more
    gladly it is where the rhythm has a long note for it. ``line`` weighs the
    distance from downbeat to downbeat, ``stutter`` a repeated note over the barline beside another
    one, ``flow`` a step over it in the direction of the move before, and ``lurching`` is what each
    step of a leap over it costs beyond a third, inside a half. An idea has at most so many
    ``stutters``; it loses ``awkward`` with each awkward leap and ``stuttering`` with each stutter,
    and its odds are multiplied by ``leaping`` where it leaps well and by ``repeating`` where it
    repeats a note, by ``spelling`` where it only spells a chord; it loses ``rattling`` with each
    step of its many leaps, ``padding`` with each short note said again, but in a bar that opens
    a half or answers one that has it. The odds are its count to the power of ``common``: below 1,
    rarer figures come more often. Of so many ``ideas`` the one is taken that lies best and,
    ``hooks`` times, makes the best hook. ``off_peak`` is what a bar loses that reaches the highest
    note outside its place, ``stepwise_close`` what a close gains that reaches the tonic by step.
    ``closes`` are its ways to end, ``drafts`` how many tunes are made to choose from and ``again``
    how often every span of each is drawn. ``arrivals`` are the ways in which a close comes home
    and their odds, of which a tune has one; none leaves it open. ``away`` is what a close loses
    with each step that it is away from what it comes to; it loses ``wavering`` where it comes home
    twice, ``marking`` where it is one note; ``wide`` is what a leap of more than a fifth costs
    inside a half where the first bar has none, ``again_heads`` what a bar costs that begins as two
    others do, or any figure of half a bar heard so often, ``empty`` what each bar costs that
    says little, returns and all, beyond a quarter of them. ``foreign`` is how often a note from
    outside the scale colours a tune, ``alone`` how often of these one that does not come back.
    """

    id: str
    tables: str
    frames: Frames
    begins: tuple[float, ...]
    arc: tuple[float, ...]
    peaks: tuple[float, ...]
    standing: float
    line: tuple[float, ...]
    stutter: float
    stutters: int
    flow: float
    lurching: float
    awkward: float
    stuttering: float
    leaping: float
    repeating: float
    padding: float
    rattling: float
    spelling: float
    common: float
    ideas: int
    hooks: float
    off_peak: float
    stepwise_close: float
    closes: Mapping[Close, float]
    drafts: int
    again: int
    away: float
    arrivals: Mapping[Arrival, float]
    wavering: float
    marking: float
    wide: float
    again_heads: float
    empty: float
    foreign: float
    alone: float
