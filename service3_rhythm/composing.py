"""From the request to whole bars: the story that the rhythm service tells."""

from fractions import Fraction
from functools import lru_cache

from melodie.chance import Chance
from melodie.contract import Rhythm, RhythmBar, RhythmEvent, RhythmRequest
from melodie.score import TRIPLET, TimeSignature
from service3_rhythm.cadences import Closer
from service3_rhythm.form import Planner
from service3_rhythm.grid import WHOLE, Grid, grid_of
from service3_rhythm.melody import MelodyRhythm, RhythmicBar
from service3_rhythm.metres import metre_named, time_signature
from service3_rhythm.pace import Pace, draw_density, draw_left_out, filler_for
from service3_rhythm.rests import breath, silence
from service3_rhythm.spans import Span
from service3_rhythm.styles import style_named
from service3_rhythm.vocabularies import vocabulary_named


def compose(wanted: RhythmRequest) -> Rhythm:
    """Compose the rhythm asked for; the same request always gives the same rhythm.

    Raises ``InvalidInput`` for a metre, a vocabulary or a style that is not offered.
    """
    metre = metre_named(wanted.time_signature)
    chance = Chance("rhythm", wanted.seed)
    time = time_signature(metre, chance)
    bars = _bars(wanted, time, chance)
    grid = grid_of(time)
    return Rhythm(
        time_signature=time,
        beat_unit=metre.beat_unit,
        bars=tuple(_told(bar, wanted, grid, chance) for bar in bars),
    )


def _bars(wanted: RhythmRequest, time: TimeSignature, chance: Chance) -> list[RhythmicBar]:
    style, vocabulary = style_named(wanted.style), vocabulary_named(wanted.rhythm)
    grid, wildness = grid_of(time), wanted.wildness / 100
    pace = Pace(
        time=time,
        style=style.id,
        vocabulary=vocabulary.id,
        left_out=draw_left_out(vocabulary, style, chance, additive=grid.additive),
        density=draw_density(wanted.density / 100, style, chance, additive=grid.additive),
        syncopation=wanted.syncopation,
    )
    filler = filler_for(pace)
    upbeats = chance.happens(style.upbeats)
    closer = Closer(grid, filler, style, breath(wanted.rests / 100), upbeats=upbeats)
    melody = MelodyRhythm(filler, closer, grid, wildness)
    plans = Planner(style, wanted.repetition / 100, chance).plan(wanted.bars)
    upbeat = [melody.upbeat(chance)] if wanted.pickup else []
    return upbeat + melody.compose(plans, chance)


def _told(bar: RhythmicBar, wanted: RhythmRequest, grid: Grid, chance: Chance) -> RhythmBar:
    """Tell a bar as the contract has it; an upbeat moves every bar on by one."""
    kept = bar.phrase_end.event if bar.phrase_end else None
    spans = silence(bar.spans, kept, wanted.rests / 100, grid, chance)
    copies = bar.plan.copies
    return RhythmBar(
        events=tuple(map(_event, spans)),
        pickup=bar.pickup,
        copies=None if copies is None else copies + wanted.pickup,
        literal=bar.plan.literal,
        phrase_end=bar.phrase_end,
    )


def _event(span: Span) -> RhythmEvent:
    return _shared_event(span.length, span.rest, span.tie, span.triplet)


@lru_cache(maxsize=2048)
def _shared_event(length: int, rest: bool, tie: bool, triplet: bool) -> RhythmEvent:  # noqa: FBT001 - a row of facts
    tuplet = TRIPLET if triplet else None
    return RhythmEvent(duration=Fraction(length, WHOLE), rest=rest, tie=tie, tuplet=tuplet)
