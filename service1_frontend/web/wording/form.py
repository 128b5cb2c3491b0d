"""Cadences and returns in words, and bars as they are numbered on paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from melodie.contract.analysis import Close, Return
from melodie.form import Cadence, Relation
from melodie.score import Score
from melodie.sounding import SoundingNote
from service1_frontend.web.languages import gettext, pgettext
from service1_frontend.web.wording.intervals import chord_name
from service1_frontend.web.wording.notes import with_signs

TAKEN: Final[Mapping[Relation, tuple[str, str]]] = {
    "literal": ("%(bars)s brings back %(models)s", "%(bars)s bring back %(models)s"),
    "moved": (
        "%(bars)s moves %(models)s to other degrees",
        "%(bars)s move %(models)s to other degrees",
    ),
    "head": ("%(bars)s begins as %(models)s", "%(bars)s begin as %(models)s"),
    "head_moved": (
        "%(bars)s begins as %(models)s, on other degrees",
        "%(bars)s begin as %(models)s, on other degrees",
    ),
    "tail": ("%(bars)s ends as %(models)s", "%(bars)s end as %(models)s"),
    "rhythm": (
        "%(bars)s has the rhythm of %(models)s",
        "%(bars)s have the rhythm of %(models)s",
    ),
    "fragment": ("%(bars)s goes on with a part of %(models)s",) * 2,
}
"""What a bar takes from an earlier one, and several do; what is heard most, first."""

RESTS: Final[Mapping[str, tuple[str, str]]] = {
    "home": ("%(bars)s comes home to %(degree)s", ""),
    "final": ("%(bars)s ends the melody on %(degree)s", ""),
    "open": ("%(bars)s stays open on %(degree)s", ""),
    "section": ("%(bars)s closes on %(degree)s", "%(bars)s close on %(degree)s"),
    "half": ("%(bars)s pauses on %(degree)s", "%(bars)s pause on %(degree)s"),
    "inner": ("%(bars)s comes to rest on %(degree)s", "%(bars)s come to rest on %(degree)s"),
}
"""What the end of a phrase does, of one bar and of several.

The melody's end comes ``home`` on the tonic; its last bar is ``open`` where it ends nothing.
"""

LESSER: Final[tuple[Cadence, ...]] = ("inner", "half")
"""What is left out first where there is much."""

FEW: Final = 4
"""Ends of phrases that are told, unless there are more that close something larger."""

TOLD: Final = 3
"""Ways in which bars come back that are told, at most."""

TONIC: Final = "1"
ORDINALS: Final = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th")
DEGREES: Final = {"": "the %(degree)s", "b": "the flat %(degree)s", "#": "the sharp %(degree)s"}


class BarNumbers:
    """The bars of a score as they are numbered on paper: an upbeat is 0."""

    def __init__(self, score: Score) -> None:
        self._first = 0 if score.bars[0].pickup else 1
        self.last = len(score.bars) - 1
        """The index of the last bar."""

    def one(self, index: int) -> str:
        """Return the number of the bar of an index."""
        return str(index + self._first)

    def listed(self, bars: Iterable[int]) -> str:
        """Return the numbers of several bars."""
        return ", ".join(map(self.one, bars))

    def place(self, index: int) -> str:
        """Say in which bar something is."""
        return self.places([index])

    def places(self, indexes: Sequence[int]) -> str:
        """Say in which bars something is: ``in bars 2, 3 and 7``."""
        return gettext("in %(bars)s", bars=self.named([[index] for index in indexes]))

    def named(self, runs: Sequence[Sequence[int]]) -> str:
        """Name bars, those of each run from its first to its last: ``bars 3 and 5-6``."""
        if not self._first and runs[0] == [0]:
            upbeat, full = gettext("the upbeat"), runs[1:]
            return in_a_row([upbeat, self.named(full)]) if full else upbeat
        spans = [
            f"{self.one(run[0])}\N{EN DASH}{self.one(run[-1])}"
            if len(run) > 1
            else self.one(run[0])
            for run in runs
        ]
        several = sum(map(len, runs)) > 1
        return gettext("bars %(bars)s" if several else "bar %(bars)s", bars=in_a_row(spans))


def in_a_row(words: Sequence[str]) -> str:
    """Return words as a sentence has them: ``C, F and G``."""
    if len(words) == 1:
        return words[0]
    return gettext("%(words)s and %(last)s", words=", ".join(words[:-1]), last=words[-1])


def cadences_in_words(
    closes: Sequence[Close], notes: Sequence[SoundingNote], bars: BarNumbers
) -> str:
    """Say where phrases come to rest, on which degree and over which chord."""
    told = list(closes)
    for less in LESSER:
        told = [one for one in told if len(told) <= FEW or one.cadence != less]
    alike: dict[tuple[str, str, str], list[int]] = {}
    for one in told:
        where = _degree(one.degree) or with_signs(notes[one.note - 1].pitch.name)
        chord = chord_name(one.chord) if one.chord else ""
        alike.setdefault((_rests(one, bars), where, chord), []).append(one.bar)
    return _sentence(_close(*close, found, bars) for close, found in alike.items())


def _rests(close: Close, bars: BarNumbers) -> str:
    """Return what the end of a phrase does, as a key of ``RESTS``."""
    if close.cadence == "final":
        return "home" if close.degree == TONIC else "final"
    return "open" if close.bar == bars.last and close.degree != TONIC else close.cadence


def returns_in_words(returns: Sequence[Return], bars: BarNumbers) -> str:
    """Say which bars bring back which earlier ones, and how; nothing where none does."""
    alike: dict[tuple[Relation, tuple[int, ...]], list[list[int]]] = {}
    for run in _runs(returns):
        models = tuple(one.answers for one in run)
        alike.setdefault((run[0].relation, models), []).append([one.bar for one in run])
    usual = list(TAKEN)
    told = sorted(alike.items(), key=lambda one: usual.index(one[0][0]))[:TOLD]
    return _sentence(
        _taken(relation, models, runs, bars)
        for (relation, models), runs in sorted(told, key=lambda one: one[1])
    )


def _taken(
    relation: Relation,
    models: Sequence[int],
    runs: Sequence[Sequence[int]],
    bars: BarNumbers,
) -> str:
    one, many = TAKEN[relation]
    message = many if sum(map(len, runs)) > 1 else one
    return gettext(message, bars=bars.named(runs), models=bars.named([models]))


def _close(rests: str, where: str, chord: str, found: Sequence[int], bars: BarNumbers) -> str:
    message = RESTS[rests][len(found) > 1]
    named = bars.named([[number] for number in found])
    said = gettext(message, bars=named, degree=where)
    return gettext("%(said)s over %(chord)s", said=said, chord=chord) if chord else said


def _degree(degree: str | None) -> str:
    """Return a degree as musicians say it: the tonic, the 5th, the flat 3rd; nothing for none."""
    if degree is None:
        return ""
    if degree == TONIC:
        return gettext("the tonic")
    ordinal = pgettext("degree", ORDINALS[int(degree[-1]) - 1])
    return gettext(DEGREES[degree[:-1]], degree=ordinal)


def _runs(returns: Sequence[Return]) -> Iterator[list[Return]]:
    """Yield returns together that bring back bars in a row, in the same way."""
    run: list[Return] = []
    for one in returns:
        if run and not _follows(run[-1], one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _follows(before: Return, one: Return) -> bool:
    after = before.bar + 1, before.answers + 1, before.relation
    return (one.bar, one.answers, one.relation) == after


def _sentence(parts: Iterable[str]) -> str:
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}." if said else ""
