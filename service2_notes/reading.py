"""A rhythm as the line reads it: what each bar has to say, and which bar it answers.

A rest is no note, and what is tied to a note is part of it. Notes that follow a
phrase's last note in its bar are an upbeat to the next bar, and no part of the bar's
own figure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from melodie.contract import RhythmBar, RhythmEvent
from melodie.form import BarForm, Cadence, Job, Relation
from service2_notes.beats import Beats, Ticks

PERIOD: Final = 8
HALF: Final = 4
"""Bars in a period, and in half of one, where nothing is said about the form."""
IDEA: Final = 4
"""Bars up to which a tune is an idea, which need not close."""
OPEN: Final = frozenset({"inner", "half"})
"""Cadences that an idea may end with beside the final one."""
MOST_LEADS: Final = 2
"""Notes of an upbeat inside a bar, at most."""


@dataclass(frozen=True, slots=True)
class TuneBar:
    """What one full bar is to be.

    ``number`` is its index in the request, ``answers`` that of the bar it answers
    in the tune. ``onsets`` are its notes in ticks after the barline, ``leads`` those
    of the upbeat in it that lead to the next bar. ``prepares`` says that the next
    bar closes a period.
    """

    number: int
    onsets: tuple[Ticks, ...]
    leads: tuple[Ticks, ...] = ()
    relation: Relation = "new"
    answers: int | None = None
    job: Job | None = None
    cadence: Cadence | None = None
    prepares: bool = False

    @property
    def notes(self) -> int:
        """How many notes begin in it."""
        return len(self.onsets) + len(self.leads)


@dataclass(frozen=True, slots=True)
class Tune:
    """A rhythm to find pitches for: an upbeat of so many notes, and full bars."""

    beats: Beats
    upbeat: int
    bars: tuple[TuneBar, ...]

    @property
    def last(self) -> int:
        """The place of the last bar that has a note."""
        return last_sounding(self.bars)


def read(bars: Sequence[RhythmBar], beats: Beats) -> Tune:
    """Read a rhythm; its last bar closes the tune, unless it is an idea that ends otherwise."""
    upbeat, held = 0, False
    read_bars: list[TuneBar] = []
    offset = sum(bar.pickup for bar in bars)
    for number, bar in enumerate(bars):
        onsets = tuple(_onsets(bar, beats, held=held))
        held = bar.events[-1].tie and not bar.events[-1].rest
        if bar.pickup:
            upbeat = len(onsets)
        else:
            read_bars.append(_plan(number, bar, onsets, offset))
    stated = any(bar.form for bar in bars)
    plans = _closed(read_bars if stated else _assumed(read_bars), stated=stated)
    return Tune(beats, upbeat, tuple(_checked(plans)))


def plans_of(form: Sequence[BarForm], bars: int) -> list[TuneBar]:
    """Read the form alone of so many bars; where none is given, one is assumed."""
    empty = [TuneBar(number, (0,)) for number in range(bars)]
    if not form:
        return list(_checked(_closed(_assumed(empty), stated=False)))
    plans = [
        replace(
            plan,
            relation=part.relation,
            answers=part.answers,
            job=part.job,
            cadence=part.phrase_end.cadence if part.phrase_end else None,
        )
        for plan, part in zip(empty, form, strict=True)
    ]
    return list(_checked(_closed(plans, stated=True)))


def _onsets(bar: RhythmBar, beats: Beats, *, held: bool) -> Iterator[tuple[int, Ticks]]:
    """Yield the index of every event that begins a note, and its place."""
    place = Fraction(0)
    for index, event in enumerate(bar.events):
        if not event.rest and not held:
            yield index, beats.ticks(place)
        held = _holds(event)
        place += event.duration


def _holds(event: RhythmEvent) -> bool:
    return event.tie and not event.rest


def _plan(
    number: int, bar: RhythmBar, onsets: tuple[tuple[int, Ticks], ...], offset: int
) -> TuneBar:
    places = tuple(place for _, place in onsets)
    plan = TuneBar(number, places)
    if bar.form is None:
        return plan
    form, end = bar.form, bar.form.phrase_end
    answers = None if form.answers is None else form.answers - offset
    plan = replace(plan, relation=form.relation, answers=answers, job=form.job)
    if end is None:
        return plan
    last = max((n for n, (index, _) in enumerate(onsets) if index <= end.event), default=-1)
    parts = (
        last + 1 if 0 <= last < len(onsets) - 1 and len(onsets) - 1 - last <= MOST_LEADS else None
    )
    own, leads = (places, ()) if parts is None else (places[:parts], places[parts:])
    return replace(plan, onsets=own, leads=leads, cadence=end.cadence)


def _assumed(bars: list[TuneBar]) -> list[TuneBar]:
    """Assume periods of eight bars whose halves pause, and answers where a rhythm returns."""
    plans: list[TuneBar] = []
    for place, bar in enumerate(bars):
        cadence: Cadence | None = None
        if place % PERIOD == PERIOD - 1:
            cadence = "section"
        elif place % PERIOD == HALF - 1:
            cadence = "half"
        alike = [n for n, one in enumerate(plans) if one.onsets == bar.onsets]
        answers = alike[0] if alike and not cadence else None
        relation: Relation = "new" if answers is None else "moved" if place % 2 == 0 else "rhythm"
        plans.append(replace(bar, cadence=cadence, relation=relation, answers=answers))
    return plans


def _closed(bars: list[TuneBar], *, stated: bool) -> list[TuneBar]:
    """Let the last bar with a note close, and say of bars that they prepare a close.

    The last bar of an idea pauses or goes on instead, where its form is ``stated`` so.
    """
    last = last_sounding(bars)
    open_ = stated and 0 < len(bars) <= IDEA and bars[last].cadence in OPEN
    plans = [
        replace(
            bar,
            cadence=bar.cadence if open_ else "final",
            onsets=bar.onsets + bar.leads,
            leads=(),
        )
        if place == last
        else bar
        for place, bar in enumerate(bars)
    ]
    for place in range(last, 0, -1):
        if plans[place].cadence in ("section", "final") and not plans[place - 1].cadence:
            plans[place - 1] = replace(plans[place - 1], prepares=True)
    return plans


def last_sounding(bars: Sequence[TuneBar]) -> int:
    """Return the place of the last bar that has a note; 0 where none has."""
    return max((place for place, bar in enumerate(bars) if bar.notes), default=0)


def _checked(bars: list[TuneBar]) -> Iterator[TuneBar]:
    """Pass over answers to bars that are not there, and literal ones of other notes."""
    for place, bar in enumerate(bars):
        known = bar.answers is not None and 0 <= bar.answers < place
        source = bars[bar.answers] if known and bar.answers is not None else None
        if source is None or not source.onsets:
            yield replace(bar, relation="new", answers=None)
        elif bar.relation == "literal" and source.onsets != bar.onsets:
            yield replace(bar, relation="rhythm")
        else:
            yield bar
