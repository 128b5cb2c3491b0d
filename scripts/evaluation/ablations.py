"""Mélodie without one of its parts: styles of which one parameter says nothing.

A style is a row of parameters in each of the two composing services; so an
ablation is one more row in both, and a slider at 0 where the part is one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from service2_notes.styles import STYLES as PITCH_STYLES
from service2_notes.styles import Style as PitchStyle
from service3_rhythm.durations import DurationTable, Row
from service3_rhythm.styles import STYLES as RHYTHM_STYLES
from service3_rhythm.styles import Style as RhythmStyle


def _same_pitch(style: PitchStyle) -> PitchStyle:
    return style


def _same_rhythm(style: RhythmStyle) -> RhythmStyle:
    return style


@dataclass(frozen=True, slots=True)
class Ablation:
    """What is left out, what it leaves of a style's two rows, and of the sliders."""

    id: str
    shows: str
    pitch: Callable[[PitchStyle], PitchStyle] = _same_pitch
    rhythm: Callable[[RhythmStyle], RhythmStyle] = _same_rhythm
    sliders: Mapping[str, int] = field(default_factory=dict)

    def style(self, style: str) -> str:
        """Return the id of a style without this part, which is offered from then on."""
        if self is FULL:
            return style
        row = f"{style}_without_{self.id}"
        if row not in PITCH_STYLES:
            PITCH_STYLES[row] = replace(self.pitch(PITCH_STYLES[style]), id=row)
            RHYTHM_STYLES[row] = replace(self.rhythm(RHYTHM_STYLES[style]), id=row)
        return row


def _even(table: Mapping[int, Row]) -> dict[int, Row]:
    """Give every metrical level the lengths of all levels."""
    lengths = {length for row in table.values() for length in row}
    mean = {at: sum(row.get(at, 0) for row in table.values()) / len(table) for at in lengths}
    return dict.fromkeys(table, mean)


def _levelled(style: RhythmStyle) -> RhythmStyle:
    known = style.durations
    return replace(style, durations=DurationTable(_even(known.simple), _even(known.additive)))


def _of_one_character(style: PitchStyle) -> PitchStyle:
    return replace(
        style,
        leap=(style.leap[0], 0),
        center=(style.center[0], 0),
        height=(style.height[0], 0),
        repeat=0,
        third=0,
        taste=0,
        gaps=0,
    )


def _of_one_pace(style: RhythmStyle) -> RhythmStyle:
    return replace(style, spread=(0, 0), sixteenths=(1, 1), dots=1)


def _unclosed(style: RhythmStyle) -> RhythmStyle:
    return replace(style, lengthen=0, lengthen_half=0, breath=0)


def _without_degrees(style: PitchStyle) -> PitchStyle:
    return replace(style, moves=tuple((0.0,) * len(row) for row in style.moves))


def _flat(style: PitchStyle) -> PitchStyle:
    return replace(style, arc=(0,) * len(style.arc))


FULL: Final = Ablation("nothing", "everything")
_TABLE: Final = (
    Ablation("copies", "bars that return", sliders={"repetition": 0}),
    Ablation("closes", "long notes and breaths where phrases end", rhythm=_unclosed),
    Ablation("levels", "lengths that know their metrical place", rhythm=_levelled),
    Ablation("pace", "a density and note values of its own for every melody", rhythm=_of_one_pace),
    Ablation("character", "a character of its own for every melody", pitch=_of_one_character),
    Ablation(
        "inertia",
        "steps that go on, leaps that turn",
        pitch=lambda style: replace(style, inertia=(0, 0), turn=0),
    ),
    Ablation("degrees", "moves that know their degree", pitch=_without_degrees),
    Ablation("key", "the key profile", pitch=lambda style: replace(style, key=0, tonic=0)),
    Ablation("accent", "the triad on beats", pitch=lambda style: replace(style, accent=0)),
    Ablation("arc", "the arc of the melody", pitch=_flat),
)
ABLATIONS: Final = {ablation.id: ablation for ablation in _TABLE}
