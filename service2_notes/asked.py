"""A request as music: the scale, the notes of the range, the metre, the bars."""

from dataclasses import dataclass
from fractions import Fraction

from melodie.contract import NotesRequest
from melodie.pitch import Key
from service2_notes.beats import Beats, beats_of
from service2_notes.contours import Contour, contour_named
from service2_notes.figures.lexicon import Lexicon, lexicon
from service2_notes.harmony.grammar import Grammar
from service2_notes.harmony.styled import grammar_of
from service2_notes.intervals import Costs, costs
from service2_notes.keys import key_for
from service2_notes.ladder import Ladder, ladder_in
from service2_notes.parents import Parent, parent_of
from service2_notes.reading import IDEA, Tune, read
from service2_notes.scales import Scale, scale_named
from service2_notes.style import Style
from service2_notes.styles import for_ideas, style_named


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. ``leaps`` is from -1 to 1, ``wildness`` from 0 to 1."""

    scale: Scale
    parent: Parent
    key: Key
    ladder: Ladder
    costs: Costs
    grammar: Grammar
    beats: Beats
    tune: Tune
    style: Style
    contour: Contour
    lexicon: Lexicon
    leaps: float
    wildness: float

    @property
    def middle(self) -> Fraction:
        """Where a bar's second chord begins, in whole notes after the barline."""
        return self.beats.second_chord


def asked(wanted: NotesRequest) -> Asked:
    """Understand a request.

    Raises ``InvalidInput`` for a key, a scale, a style or a contour that is not
    offered, and for a range without a tonic.
    """
    scale, style = scale_named(wanted.scale), style_named(wanted.style)
    contour = contour_named(wanted.contour)
    key = key_for(wanted.key, scale)
    parent, beats = parent_of(scale), beats_of(wanted.time_signature)
    tune = read(wanted.bars, beats)
    style = for_ideas(style) if len(tune.bars) <= IDEA else style
    return Asked(
        scale=scale,
        parent=parent,
        key=key,
        ladder=ladder_in(key.tonic, scale, wanted.lowest, wanted.highest),
        costs=costs(parent),
        grammar=grammar_of(scale.id, style.id),
        beats=beats,
        tune=tune,
        style=style,
        contour=contour,
        lexicon=lexicon(style.tables, beats),
        leaps=wanted.leaps / 50 - 1,
        wildness=wanted.wildness / 100,
    )
