"""Marks of phrases in bars that were made anew; those in all other bars stay as they are."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from melodie.event import Event, Slur
from melodie.score import Bar
from melodie.sounding import note_numbers
from service1_frontend.making.phrasing import phrases


def marked(bars: Sequence[Bar], anew: Collection[int], like: Sequence[Bar]) -> tuple[Bar, ...]:
    """Return ``bars`` with the bars ``anew`` marked in the way in which ``like`` is.

    A slur goes on over the edge between two kinds of bars. Raises ``ValueError`` where it
    cannot, for want of a note.
    """
    plain = [_plain(bar) if number in anew else bar for number, bar in enumerate(bars)]
    old = [event for bar in like for event in bar.events]
    if any(event.slur for event in old):
        return _bars(plain, _slurred(plain, anew))
    if any(event.breath for event in old):
        return _bars(plain, _breathing(plain, anew))
    return tuple(plain)


def _plain(bar: Bar) -> Bar:
    if not any(event.slur or event.breath for event in bar.events):
        return bar
    return replace(bar, events=tuple(replace(e, slur=None, breath=False) for e in bar.events))


def _bars(bars: Sequence[Bar], events: Sequence[Event]) -> tuple[Bar, ...]:
    """Return ``bars`` with other events; a bar that has none of them stays the same value."""
    waiting = iter(events)
    found = (tuple(next(waiting) for _ in bar.events) for bar in bars)
    return tuple(
        bar if bar.events == own else replace(bar, events=own)
        for bar, own in zip(bars, found, strict=True)
    )


def _events(bars: Sequence[Bar]) -> list[Event]:
    return [event for bar in bars for event in bar.events]


def _free(bars: Sequence[Bar], anew: Collection[int]) -> list[bool]:
    """Say of every event whether its bar was made anew."""
    return [number in anew for number, bar in enumerate(bars) for _ in bar.events]


def _breathing(bars: Sequence[Bar], anew: Collection[int]) -> list[Event]:
    events, free = _events(bars), _free(bars, anew)
    for _, last in phrases(events, bars):
        after = events[last + 1] if last + 1 < len(events) else None
        if free[last] and not events[last].tie and after and after.pitch is not None:
            events[last] = replace(events[last], breath=True)
    return events


def _slurred(bars: Sequence[Bar], anew: Collection[int]) -> list[Event]:
    events = _events(bars)
    slurs = _Slurs(events, phrases(events, bars))
    begun = False
    for free, stretch in _stretches(_free(bars, anew)):
        if free:
            begun = slurs.fill(stretch, begun=begun, wanted=slurs.wanted_at(stretch.stop))
        else:
            begun = slurs.begun_after(stretch, begun=begun)
    return slurs.events


def _stretches(free: Sequence[bool]) -> Iterator[tuple[bool, range]]:
    start = 0
    for kind, run in groupby(free):
        length = len(list(run))
        yield kind, range(start, start + length)
        start += length


class _Slurs:
    """The slurs of a melody, written from its beginning to its end."""

    def __init__(self, events: list[Event], found: Sequence[tuple[int, int]]) -> None:
        self.events = events
        self._numbers = list(note_numbers((e.pitch is not None, e.tie) for e in events))
        several = [ends for ends in found if self._numbers[ends[0]] != self._numbers[ends[1]]]
        self._firsts = {first for first, _ in several}
        self._lasts = {last for _, last in several}

    def begun_after(self, stretch: range, *, begun: bool) -> bool:
        """Tell whether a slur is begun after bars that stay."""
        marks = [self.events[n].slur for n in stretch if self.events[n].slur]
        return marks[-1] == "start" if marks else begun

    def wanted_at(self, place: int) -> bool:
        """Tell whether a slur must be begun at a place, by the next mark after it."""
        mark = next((event.slur for event in self.events[place:] if event.slur), None)
        return mark == "stop"

    def fill(self, stretch: range, *, begun: bool, wanted: bool) -> bool:
        """Mark new bars, so that a slur is begun after them if that is ``wanted``."""
        for place in stretch:
            if not begun and place in self._firsts and self._strikes(place):
                begun = self._mark(place, "start")
            elif begun and place in self._lasts and self._may_stop(place):
                begun = self._mark(place, "stop")
        if begun and not wanted:
            self._end_one(stretch)
        elif wanted and not begun:
            self._begin_one(stretch)
        return wanted

    def _mark(self, place: int, slur: Slur | None) -> bool:
        self.events[place] = replace(self.events[place], slur=slur)
        return slur == "start"

    def _end_one(self, stretch: range) -> None:
        """End the slur that is begun, or take back its beginning."""
        stops = [place for place in stretch if self._may_stop(place)]
        starts = [place for place in stretch if self.events[place].slur == "start"]
        if not stops and not starts:
            raise ValueError("a slur finds no note to stop on")
        self._mark(*((stops[-1], "stop") if stops else (starts[-1], None)))

    def _begin_one(self, stretch: range) -> None:
        """Begin a slur that goes on, or take back the last end of one."""
        stops = [place for place in stretch if self.events[place].slur == "stop"]
        struck = [place for place in stretch if self._strikes(place)]
        if not stops and not struck:
            raise ValueError("a slur finds no note to start on")
        self._mark(*((stops[-1], None) if stops else (struck[0], "start")))

    def _strikes(self, place: int) -> bool:
        number = self._numbers[place]
        return number is not None and (place == 0 or number != self._numbers[place - 1])

    def _may_stop(self, place: int) -> bool:
        """Tell whether the slur begun last may end with this event: on another note, its last."""
        starts = [n for n in range(place + 1) if self.events[n].slur == "start"]
        event = self.events[place]
        if event.pitch is None or event.tie or event.slur or not starts:
            return False
        return self._numbers[place] != self._numbers[starts[-1]]
