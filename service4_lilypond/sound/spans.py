"""Which bars of a score are played, and where each stands."""

from dataclasses import dataclass
from fractions import Fraction

from melodie.contract import Playing
from melodie.errors import InvalidInput
from melodie.score import Score


@dataclass(frozen=True, slots=True)
class Span:
    """A bar in time, in whole notes; ``place`` is where in a full bar it begins."""

    number: int
    onset: Fraction
    end: Fraction
    place: Fraction


def chosen_spans(score: Score, playing: Playing) -> list[Span]:
    """Return the bars that ``playing`` asks for, or raise ``InvalidInput`` where there are none."""
    spans = _spans(score)
    first, last = spans[0].number, spans[-1].number
    wanted = {
        "first_bar": first if playing.first_bar is None else playing.first_bar,
        "last_bar": last if playing.last_bar is None else playing.last_bar,
    }
    for field, number in wanted.items():
        if not first <= number <= last:
            detail = f"there is no bar {number}; bars are {first} to {last}"
            raise InvalidInput.of(field, detail, "no_such_bar", first=first, last=last)
    if wanted["first_bar"] > wanted["last_bar"]:
        raise InvalidInput.of("last_bar", "comes before the first", "bars_reversed")
    return [s for s in spans if wanted["first_bar"] <= s.number <= wanted["last_bar"]]


def _spans(score: Score) -> list[Span]:
    spans, onset = [], Fraction(0)
    full = score.time_signature.bar_length
    for number, bar in enumerate(score.bars, start=0 if score.bars[0].pickup else 1):
        end = onset + bar.length
        spans.append(Span(number, onset, end, full - bar.length))
        onset = end
    return spans
