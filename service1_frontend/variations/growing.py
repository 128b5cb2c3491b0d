"""A longer melody that begins as a shorter one does, and goes on from it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from melodie.contract import RhythmBar
from melodie.errors import InvalidInput
from melodie.event import Event
from melodie.form import MAX_BARS, BarForm, PhraseEnd
from melodie.score import Bar, Score
from service1_frontend.services import Services
from service1_frontend.variations.rolling import Roll, roll
from service1_frontend.variations.tune import Tune


def grow(tune: Tune, bars: int, seed: int, services: Services) -> Score:
    """Return a score of so many full bars, whose first ones are those of ``tune``.

    Their notes and chords stay; a form is drawn for the whole, in which later bars answer
    them. Raises ``InvalidInput`` for ``bars`` where that is not longer, and what ``roll`` does.
    """
    least = len(tune.score.bars) - tune.upbeat + 1
    if not least <= bars <= MAX_BARS:
        detail = f"must be from {least} to {MAX_BARS}"
        raise InvalidInput.of("bars", detail, "outside", least=least, most=MAX_BARS)
    wanted = tune.rhythm_wanted((), (), seed).model_copy(update={"bars": bars})
    drawn = services.compose_rhythm(wanted).bars
    stretched = tuple(_stretched(tune.score, drawn))
    longer = replace(tune.score, bars=stretched, accompaniment=None)
    new = frozenset(range(len(tune.score.bars), len(drawn)))
    return roll(replace(tune, score=longer), Roll(new, seed, freely=False), services)


def _stretched(score: Score, drawn: Sequence[RhythmBar]) -> Iterator[Bar]:
    """Yield the bars that there are, and silent ones after them, each with its part in a form."""
    for number, plan in enumerate(drawn):
        form = plan.form or BarForm()
        if number < len(score.bars):
            yield _placed(score.bars[number], form)
        else:
            end = PhraseEnd(0, form.phrase_end.cadence) if form.phrase_end else None
            silence = Event(None, score.time_signature.bar_length)
            yield Bar((silence,), form=replace(form, phrase_end=end))


def _placed(bar: Bar, form: BarForm) -> Bar:
    """Return a bar with what it answers still, and with what it now does in a longer form."""
    own = bar.form or BarForm()
    sounding = [n for n, event in enumerate(bar.events) if event.pitch is not None]
    held = [n for n in sounding if n and bar.events[n - 1].tie]
    last = max((n for n in sounding if n not in held), default=None)
    end = None
    if form.phrase_end and last is not None:
        kept = own.phrase_end.event if own.phrase_end else last
        end = PhraseEnd(kept, form.phrase_end.cadence)
    return replace(bar, form=BarForm(own.relation, own.answers, form.job, end))
