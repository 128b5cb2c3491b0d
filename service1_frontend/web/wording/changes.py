"""How one melody was made of another, in words."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from service1_frontend.library.change import Change
from service1_frontend.web.languages import gettext, ngettext
from service1_frontend.web.wording.ideas import idea_grown, idea_kept
from service1_frontend.web.wording.twists import twist_kept

OTHERS: Final[Mapping[str, Callable[[Change], str]]] = {
    "twist": twist_kept,
    "idea": idea_kept,
    "grow": idea_grown,
}
"""Kinds of change that are told of elsewhere, by their names."""

ROLLED: Final = {
    "everything": "Rolled again: %(bars)s",
    "bar": "Rolled again: %(bars)s",
    "tune": "New tune over the same chords: %(bars)s",
    "chords": "New chords under the same tune: %(bars)s",
    "rhythm": "New rhythm: %(bars)s",
    "pitches": "New pitches: %(bars)s",
    "ending": "New ending: %(bars)s",
}
WHOLE: Final = {"everything", "tune", "chords", "rhythm", "pitches"}
"""What is rolled of every bar that is not locked."""

RECHORDED: Final = {
    ("roll", "chords"): ("Rolled", "%(chosen)s at first, then rolled"),
    ("twist", "harmonise"): ("Put under the tune", "%(chosen)s at first, then others"),
    ("twist", "retrograde"): ("", "%(chosen)s, from the end to the beginning"),
}
"""What gives a melody other chords, and what its chords are then: drawn ones, and chosen ones."""

CLEFS: Final = {
    "treble": "Treble",
    "alto": "Alto",
    "tenor": "Tenor",
    "bass": "Bass",
    "treble_8": "Treble, sounding an octave lower",
    "bass_8": "Bass, sounding an octave lower",
}

SET: Final = {
    "name": "Called %(value)s",
    "tempo": "Tempo %(value)s",
    "instrument": "For another instrument",
    "clef": "In another clef",
    "feel": "Eighths played otherwise",
    "paper": "On other paper",
    "accompaniment": "Accompanied otherwise",
    "accompanist": "With other accompanists",
    "layout": "In another layout",
    "chord_symbols": "Chords shown otherwise",
}


def change_in_words(change: Change | None) -> str:
    """Say how a melody came about."""
    if change is None:
        return gettext("The first of the family")
    if change.kind in OTHERS:
        return OTHERS[change.kind](change)
    if change.kind == "roll" and change.what in ROLLED:
        whole = change.what in WHOLE and not change.locked
        bars = gettext("every bar") if whole else bars_in_words(change.bars)
        return gettext(ROLLED[change.what], bars=bars)
    if change.kind == "note":
        return gettext("Another note: %(bars)s", bars=bars_in_words(change.bars))
    if change.kind == "settings":
        said = [
            gettext(SET[name], value=value) for name, value in change.told.items() if name in SET
        ]
        return " · ".join(said) or gettext("Other settings")
    return gettext("Made from another")


def other_chords(way: Sequence[Change | None]) -> tuple[str, str] | None:
    """Return what to say of chords after all changes that led to a melody, the first one first.

    None where they are what they were composed as. The second message is for chords that were
    chosen, and names them.
    """
    made = [(change.kind, change.what) for change in way if change]
    return next((RECHORDED[one] for one in reversed(made) if one in RECHORDED), None)


def bars_in_words(numbers: Sequence[int]) -> str:
    """Name bars by the numbers that are printed, such as bars 1 to 4 and 7; 0 is an upbeat."""
    full = sorted(number for number in numbers if number)
    runs = ", ".join(map(_run, _runs(full)))
    bars = ngettext("bar %(runs)s", "bars %(runs)s", len(full), runs=runs) if full else ""
    upbeat = gettext("the upbeat") if 0 in numbers else ""
    return ", ".join(filter(None, (upbeat, bars)))


def bar_name(number: int) -> str:
    """Return what one bar is called."""
    return gettext("Bar %(number)s", number=number) if number else gettext("Upbeat")


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    if not numbers:
        return []
    breaks = [after for before, after in pairwise(numbers) if after != before + 1]
    starts = [numbers[0], *breaks]
    ends = [*(numbers[numbers.index(start) - 1] for start in breaks), numbers[-1]]
    return list(zip(starts, ends, strict=True))


def _run(run: tuple[int, int]) -> str:
    first, last = run
    return str(first) if first == last else f"{first}–{last}"  # noqa: RUF001 - from one to the other
