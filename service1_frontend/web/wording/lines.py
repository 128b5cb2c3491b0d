"""A line in words: how far it reaches, how it moves, where its highest note stands."""

from collections.abc import Sequence
from typing import Final

from melodie.contract.analysis import Compass, HighPoint, Moves
from melodie.interval import Interval
from melodie.score import Score
from melodie.sounding import SoundingNote
from service1_frontend.web.languages import gettext
from service1_frontend.web.wording.form import BarNumbers
from service1_frontend.web.wording.intervals import interval_in_words
from service1_frontend.web.wording.notes import with_signs

SMALL: Final = 7
VOICE: Final = 16
"""Semitones of a small range, and of one that most people can sing: a fifth, a tenth."""

FEWEST: Final = 4
"""Moves of which there is something to say, at least."""

MOSTLY: Final = 0.6
OFTEN: Final = 1 / 3
"""Shares of all moves."""

LATE: Final = 0.55
"""From which share of the melody on a highest note is late."""

LONG: Final = 4
"""Bars among which the one with the highest note is worth naming, at least."""

TOPS: Final = 3
"""Bars that are named for the highest note, at most."""

LEAPS: Final = {
    (False, False): "The widest leap, up %(interval)s, is %(place)s.",
    (True, False): "The widest leap, down %(interval)s, is %(place)s.",
    (False, True): "The widest leap, up %(interval)s, is %(place)s, and a step back follows it.",
    (True, True): "The widest leap, down %(interval)s, is %(place)s, and a step back follows it.",
}
"""Of a leap that leads down, or not, and which a step back follows, or not."""


_NO_LEAP: Final = "It goes in steps and thirds, and leaps no wider."


def range_in_words(compass: Compass) -> str:
    """Say from where to where a line reaches, and for whom."""
    way = Interval.between(compass.lowest, compass.highest)
    lowest, highest = with_signs(str(compass.lowest)), with_signs(str(compass.highest))
    if not way.semitones:
        return gettext("%(note)s alone: all the rest is rhythm.", note=lowest)
    if way.semitones <= SMALL:
        message = "From %(lowest)s to %(highest)s, %(interval)s: small, and easily sung."
    elif way.semitones <= VOICE:
        message = "From %(lowest)s to %(highest)s, %(interval)s: most people can sing that."
    else:
        message = (
            "From %(lowest)s to %(highest)s, %(interval)s: more for an instrument than a voice."
        )
    interval = interval_in_words(way)
    return gettext(message, lowest=lowest, highest=highest, interval=interval)


def motion_in_words(moves: Moves, notes: Sequence[SoundingNote], bars: BarNumbers) -> str:
    """Say how a line goes from note to note."""
    count = moves.steps + moves.skips + moves.leaps + moves.repeats
    if count < FEWEST:
        return ""
    said = [_manner(moves, count), _widest(moves, notes, bars)]
    return " ".join(filter(None, said))


def high_point_in_words(
    score: Score, top: HighPoint, notes: Sequence[SoundingNote], bars: BarNumbers
) -> str:
    """Say where the highest note stands, if that tells anything."""
    first, found = notes[top.notes[0] - 1], list(dict.fromkeys(top.bars))
    if len(top.notes) == 1 < len(notes):
        return _alone(score, first, len(notes), bars, strong=top.strong)
    if len(score.bars) < LONG or not 1 < len(found) <= TOPS:
        return ""
    name = with_signs(str(first.pitch))
    return gettext("%(note)s, reached %(places)s.", note=name, places=bars.places(found))


def _manner(moves: Moves, count: int) -> str:
    """Say what most moves are."""
    if moves.repeats > count / 2:
        return gettext("Most notes are said again, so that the rhythm is heard first.")
    if moves.steps >= MOSTLY * count:
        message = (
            "It goes mostly by step, so that its leaps stand out."
            if moves.leaps
            else "It goes mostly by step and leaps no wider than a third, so it is easily sung."
        )
        return gettext(message)
    if moves.leaps >= OFTEN * count:
        return gettext("It leaps often, which makes its outline bold.")
    if moves.skips > moves.steps:
        return gettext("It goes in thirds more than in steps, as broken chords do.")
    message = "It mixes steps with thirds and wider leaps." if moves.leaps else _NO_LEAP
    return gettext(message)


def _widest(moves: Moves, notes: Sequence[SoundingNote], bars: BarNumbers) -> str:
    number = moves.widest
    if number is None:
        return ""
    before, after = notes[number - 2], notes[number - 1]
    way = Interval.between(before.pitch, after.pitch)
    back = False
    if number < len(notes):
        on = Interval.between(after.pitch, notes[number].pitch)
        back = abs(on.steps) == 1 and on.descends != way.descends
    return gettext(
        LEAPS[way.descends, back], interval=interval_in_words(way), place=bars.place(after.bar)
    )


def _alone(score: Score, top: SoundingNote, last: int, bars: BarNumbers, *, strong: bool) -> str:
    """Tell of a highest note that is heard once, where it stands out."""
    note, place = with_signs(str(top.pitch)), bars.place(top.bar)
    share = top.onset / score.length
    if top.number == 1:
        message = "It begins on its highest note, %(note)s, and stays below it."
    elif top.number == last:
        message = "It rises to its highest note, %(note)s, at the very end."
    elif len(score.bars) < LONG:
        return ""
    elif share >= LATE and strong:
        message = "It saves its highest note, %(note)s, for a strong beat %(place)s."
    elif share >= LATE:
        message = "It saves its highest note, %(note)s, for bar %(bar)s."
    else:
        message = "%(note)s, once only, %(place)s."
    return gettext(message, note=note, place=place, bar=bars.one(top.bar))
