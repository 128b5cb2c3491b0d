"""What is asked of a stored melody, in the numbers that people count bars by."""

from collections.abc import Collection
from typing import Annotated, Final, Literal

from pydantic import Field

from melodie.clef import Clef
from melodie.contract import Message
from melodie.errors import InvalidInput
from melodie.form import MAX_BARS
from melodie.score import Feel, Score
from service1_frontend.recipes.types import Bpm, Choice, Name, Seed, Spelled
from service1_frontend.variations.kinship import Aspect
from service1_frontend.variations.rolling import Roll

What = Literal["everything", "tune", "chords", "rhythm", "pitches", "ending", "bar"]

ENDING: Final = 2
"""Bars of an ending, at most half of the melody."""

BarNumber = Annotated[int, Field(strict=True, ge=0)]
"""As printed: bars are counted from 1, an upbeat is 0."""

Locked = Annotated[tuple[BarNumber, ...], Field(max_length=MAX_BARS + 1)]


class RollRequest(Message):
    """Asks for bars to be made anew: all that are not ``locked``, or those that ``what`` names.

    ``rhythm`` and ``pitches`` change only that of every bar that is not locked, and ``tune``
    both over the chords that there are; ``chords`` change those alone, and no note. ``ending``
    and ``bar`` change all of some bars. Bars are numbered as printed: from 1, an upbeat is
    0. A ``seed`` that is left out is drawn.
    """

    what: What = "everything"
    locked: Locked = ()
    bar: BarNumber | None = None
    seed: Seed | None = None


class SettingsRequest(Message):
    """Asks for other settings of a melody, without a note moving; what is left out stays.

    Where another ``instrument`` is asked for and no ``clef``, it is the one that its player
    reads best.
    """

    name: Name | None = None
    tempo: Bpm | None = None
    instrument: Choice | None = None
    clef: Clef | None = None
    feel: Feel | None = None
    paper: Choice | None = None
    chord_symbols: Choice | None = None
    accompaniment: Choice | None = None
    accompanist: Choice | None = None
    layout: Choice | None = None


class NoteRequest(Message):
    """Asks for another ``pitch`` of the note that has this number, counted from 1."""

    note: Annotated[int, Field(strict=True, ge=1)]
    pitch: Spelled


def bar_numbers(score: Score) -> range:
    """Return the numbers of all bars as they are printed; an upbeat is 0."""
    first = 1 - score.bars[0].pickup
    return range(first, first + len(score.bars))


def indexes(score: Score, numbers: Collection[int], field: str) -> set[int]:
    """Return the indexes of bars; raises ``InvalidInput`` for ``field`` where one is not there."""
    known = bar_numbers(score)
    for number in sorted(numbers):
        if number not in known:
            detail = f"there is no bar {number}; they are {known[0]} to {known[-1]}"
            raise InvalidInput.of(field, detail, "no_such_bar", first=known[0], last=known[-1])
    return {number - known[0] for number in numbers}


def ending(score: Score) -> range:
    """Return the indexes of the bars that end a melody."""
    count = len(score.bars)
    return range(count - max(1, min(ENDING, count // 2)), count)


def roll_asked(score: Score, wanted: RollRequest, seed: int) -> Roll:
    """Return the roll that is asked for.

    Raises ``InvalidInput`` for bars that are not there, and where no bar is left to roll.
    """
    locked = indexes(score, wanted.locked, "locked")
    anew = _meant(score, wanted) - locked
    if not anew and wanted.what == "bar":
        raise InvalidInput.of("bar", "it is locked; unlock it first", "bar_locked")
    if not anew:
        raise InvalidInput.of("locked", "every bar is locked; unlock one first", "all_locked")
    aspects: dict[str, Aspect] = {"rhythm": "rhythm", "pitches": "pitches"}
    aspect = aspects.get(wanted.what, "everything")
    return Roll(frozenset(anew), seed, aspect, keeps_chords=wanted.what == "tune")


def _meant(score: Score, wanted: RollRequest) -> set[int]:
    if wanted.what == "ending":
        return set(ending(score))
    if wanted.what == "chords":
        return {number for number, bar in enumerate(score.bars) if not bar.pickup}
    if wanted.what != "bar":
        return set(range(len(score.bars)))
    if wanted.bar is None:
        raise InvalidInput.of("bar", "say which bar", "missing")
    return indexes(score, (wanted.bar,), "bar")
