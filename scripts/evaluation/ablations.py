"""Mélodie without one of its parts: styles of which one parameter says nothing.

A style is a row of parameters in each of the two composing services; so an
ablation is one more row in both, and a slider at 0 where the part is one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from service2_notes.style import Style as PitchStyle
from service2_notes.styles import STYLES as PITCH_STYLES
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


def _of_one_compass(style: PitchStyle) -> PitchStyle:
    return replace(style, frames=style.frames[:1])


def _unclosed(style: RhythmStyle) -> RhythmStyle:
    return replace(style, holds=False, breath=0, leads=0)


def _uncriticised(style: PitchStyle) -> PitchStyle:
    return replace(style, drafts=1, again=1)


def _flat(style: PitchStyle) -> PitchStyle:
    return replace(style, arc=(0,) * len(style.arc))


FULL: Final = Ablation("nothing", "everything")
_TABLE: Final = (
    Ablation("copies", "bars that return", sliders={"repetition": 0}),
    Ablation("closes", "long notes, breaths and upbeats where phrases end", rhythm=_unclosed),
    Ablation("compass", "a compass of its own for every melody", pitch=_of_one_compass),
    Ablation("critic", "a choice among drafts", pitch=_uncriticised),
    Ablation("peak", "one highest note", pitch=lambda style: replace(style, off_peak=0)),
    Ablation(
        "closes_of_its_own",
        "closes made of the tune's own bars",
        pitch=lambda style: replace(style, closes={"stock": 1}),
    ),
    Ablation("arc", "the arc of the melody", pitch=_flat),
)
ABLATIONS: Final = {ablation.id: ablation for ablation in _TABLE}
