"""From the request to whole bars: form first, then a rhythm for every bar."""

from fractions import Fraction
from functools import lru_cache

from melodie.chance import Chance
from melodie.contract import Rhythm, RhythmBar, RhythmEvent, RhythmRequest
from melodie.duration import TRIPLET
from melodie.errors import InvalidInput
from melodie.form import BarForm, PhraseEnd
from melodie.time_signature import TimeSignature
from service3_rhythm.bars.bar_composer import BarComposer, ComposedBar
from service3_rhythm.bars.character import RhythmCharacter, draw_character
from service3_rhythm.bars.kept import Kept, read_kept
from service3_rhythm.bars.sounding import sounding
from service3_rhythm.cells.cell import laid_out
from service3_rhythm.form.developing import developed
from service3_rhythm.form.drawing import draw_form
from service3_rhythm.form.given import read_form
from service3_rhythm.form.plan import BarPlan
from service3_rhythm.grid import WHOLE
from service3_rhythm.spans import Span
from service3_rhythm.styles import style_named
from service3_rhythm.time_signatures import OfferedTimeSignature, time_signature_named
from service3_rhythm.vocabularies import vocabulary_named


def compose(wanted: RhythmRequest) -> Rhythm:
    """Compose the rhythm asked for; the same request always gives the same rhythm.

    Raises ``InvalidInput`` for a time signature, a grouping, a vocabulary or a style that is not
    offered, and for kept bars, a form or counts that do not fit.
    """
    offered = time_signature_named(wanted.time_signature)
    style = style_named(wanted.style)
    vocabulary_named(wanted.rhythm)
    if wanted.counts and len(wanted.counts) != wanted.bars + wanted.pickup:
        raise InvalidInput.of("counts", f"must tell of {wanted.bars + wanted.pickup} bars")
    time = _time(offered, wanted)
    kept = read_kept(wanted, time)
    character = draw_character(wanted, style, time)
    bars = BarComposer(wanted, character, kept).compose(_plans(wanted, style.forms, style.phrase))
    made = [_bar(bar, int(wanted.pickup)) for bar in bars]
    upbeat = [_upbeat(character, kept)] if wanted.pickup else []
    return Rhythm(
        time_signature=time,
        beat_unit=offered.beat_unit,
        bars=sounding((*upbeat, *made), kept),
    )


def _time(offered: OfferedTimeSignature, wanted: RhythmRequest) -> TimeSignature:
    if wanted.groups and wanted.groups not in offered.groupings:
        raise InvalidInput.of("groups", f"{offered.id} is not grouped so")
    drawn = Chance("grouping", wanted.seed).one_of(offered.groupings)
    return TimeSignature(offered.beats, offered.unit, wanted.groups or drawn)


def _plans(wanted: RhythmRequest, forms: str, phrase: int) -> list[BarPlan]:
    if wanted.form:
        return read_form(wanted)
    drawn = draw_form(forms, phrase, wanted.bars, wanted.repetition / 100, wanted.seed)
    kept = {one.number - wanted.pickup for one in wanted.kept}
    return developed(drawn, kept, wanted.seed)


def _upbeat(character: RhythmCharacter, kept: Kept) -> RhythmBar:
    if 0 in kept.bars:
        return kept.bars[0]
    events = tuple(map(_event, laid_out(character.upbeat)))
    return RhythmBar(events=events, pickup=True, form=BarForm(job="open"))


def _bar(bar: ComposedBar, shift: int) -> RhythmBar:
    """Write a bar as the contract has it; an upbeat moves every bar on by ``shift``."""
    plan, own = bar.plan, bar.kept
    if own is not None and bar.given:
        return own
    events = own.events if own is not None else tuple(map(_event, bar.spans))
    end = own.phrase_end if own is not None else _phrase_end(bar)
    answers = None if plan.answers is None else plan.answers + shift
    return RhythmBar(
        events=events, form=BarForm(plan.relation, answers, job=plan.job, phrase_end=end)
    )


def _phrase_end(bar: ComposedBar) -> PhraseEnd | None:
    if bar.plan.cadence is None or bar.end is None:
        return None
    return PhraseEnd(bar.end, bar.plan.cadence)


def _event(span: Span) -> RhythmEvent:
    return _shared_event(span.length, span.rest, span.tie, span.triplet)


@lru_cache(maxsize=2048)
def _shared_event(length: int, rest: bool, tie: bool, triplet: bool) -> RhythmEvent:  # noqa: FBT001 - a row of facts
    tuplet = TRIPLET if triplet else None
    return RhythmEvent(duration=Fraction(length, WHOLE), rest=rest, tie=tie, tuplet=tuplet)
