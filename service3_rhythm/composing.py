"""From the request to whole bars: the story that the rhythm service tells."""

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from melodie.contract import Rhythm, RhythmBar, RhythmEvent, RhythmRequest
from melodie.score import TRIPLET, TimeSignature
from service3_rhythm.chance import Chance
from service3_rhythm.figures import moves
from service3_rhythm.filling import Filler
from service3_rhythm.grid import WHOLE, grid_of
from service3_rhythm.metres import metre_named, time_signature
from service3_rhythm.spans import Span
from service3_rhythm.vocabularies import Vocabulary, vocabulary_named


def compose(wanted: RhythmRequest) -> Rhythm:
    """Compose the rhythm asked for; the same request always gives the same rhythm.

    Raises ``InvalidInput`` for a metre or a vocabulary that is not offered.
    """
    metre = metre_named(wanted.time_signature)
    vocabulary = vocabulary_named(wanted.rhythm)
    chance = Chance(wanted.seed)
    time = time_signature(metre, chance)
    filler = _filler(time, vocabulary)
    length = grid_of(time).length
    bars = [filler.fill(0, length, chance, wanted.wildness / 100) for _ in range(wanted.bars)]
    silenced = [_silence(spans, wanted.rests / 100, chance) for spans in bars]
    return Rhythm(
        time_signature=time,
        beat_unit=metre.beat_unit,
        bars=tuple(RhythmBar(events=tuple(map(_event, spans))) for spans in silenced),
    )


@lru_cache(maxsize=256)
def _filler(time: TimeSignature, vocabulary: Vocabulary) -> Filler:
    grid = grid_of(time)
    return Filler(grid, moves(grid, vocabulary))


def _silence(spans: list[Span], share: float, chance: Chance) -> list[Span]:
    """Turn notes into rests with probability ``share``; what is tied stays together."""
    silenced: list[Span] = []
    for span in spans:
        held = bool(silenced) and spans[len(silenced) - 1].tie
        rest = silenced[-1].rest if held else chance.happens(share)
        silenced.append(replace(span, rest=True, tie=False) if rest else span)
    return silenced


def _event(span: Span) -> RhythmEvent:
    return _shared_event(span.length, span.rest, span.tie, span.triplet)


@lru_cache(maxsize=2048)
def _shared_event(length: int, rest: bool, tie: bool, triplet: bool) -> RhythmEvent:  # noqa: FBT001 - a row of facts
    tuplet = TRIPLET if triplet else None
    return RhythmEvent(duration=Fraction(length, WHOLE), rest=rest, tie=tie, tuplet=tuplet)
