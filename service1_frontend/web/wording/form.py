"""Cadences and returns in words, and bars as they are numbered on paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from melodie.contract.analysis import Close, Return
from melodie.form import Cadence, Relation
from melodie.harmony import Chord
from melodie.score import Score
from service1_frontend.web.languages import gettext, pgettext
from service1_frontend.web.wording.intervals import chord_name

TAKEN: Final[Mapping[Relation, str]] = {
    "literal": "%(bars)s: as %(models)s",
    "moved": "%(bars)s: %(models)s on other degrees",
    "head": "%(bars)s: begins as %(models)s",
    "head_moved": "%(bars)s: begins as %(models)s, on other degrees",
    "tail": "%(bars)s: ends as %(models)s",
    "rhythm": "%(bars)s: the rhythm of %(models)s",
    "fragment": "%(bars)s: a part of %(models)s",
}
"""What a bar takes from an earlier one."""

RESTS: Final[Mapping[Cadence, tuple[str, str]]] = {
    "final": ("bar %(bars)s ends the melody on %(degree)s", ""),
    "section": ("bar %(bars)s closes on %(degree)s", "bars %(bars)s close on %(degree)s"),
    "half": ("bar %(bars)s pauses on %(degree)s", "bars %(bars)s pause on %(degree)s"),
    "inner": (
        "bar %(bars)s comes to rest on %(degree)s",
        "bars %(bars)s come to rest on %(degree)s",
    ),
}
"""What the end of a phrase does, of one bar and of several."""

FEW: Final = 4
"""Ends of phrases, beyond which those are left out that close nothing larger."""

ORDINALS: Final = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th")
DEGREES: Final = {"": "the %(degree)s", "b": "the flat %(degree)s", "#": "the sharp %(degree)s"}


class BarNumbers:
    """The bars of a score as they are numbered on paper: an upbeat is 0."""

    def __init__(self, score: Score) -> None:
        self._first = 0 if score.bars[0].pickup else 1

    def one(self, index: int) -> str:
        """Return the number of the bar of an index."""
        return str(index + self._first)

    def listed(self, bars: Iterable[int]) -> str:
        """Return the numbers of several bars."""
        return ", ".join(map(self.one, bars))

    def named(self, runs: Sequence[Sequence[int]]) -> str:
        """Name bars, those of each run from its first to its last: ``bars 3, 5-6``."""
        spans = [
            f"{self.one(run[0])}\N{EN DASH}{self.one(run[-1])}"
            if len(run) > 1
            else self.one(run[0])
            for run in runs
        ]
        several = sum(map(len, runs)) > 1
        return gettext("bars %(bars)s" if several else "bar %(bars)s", bars=", ".join(spans))


def cadences_in_words(closes: Sequence[Close], bars: BarNumbers) -> str:
    """Say where phrases come to rest, on which degree and over which chord."""
    told = [one for one in closes if len(closes) <= FEW or one.cadence != "inner"]
    alike: dict[tuple[Cadence, str | None, Chord | None], list[int]] = {}
    for one in told:
        alike.setdefault((one.cadence, one.degree, one.chord), []).append(one.bar)
    return _sentence(_close(*close, bars.listed(found)) for close, found in alike.items())


def returns_in_words(returns: Sequence[Return], bars: BarNumbers) -> str:
    """Say which bars bring back which earlier ones, and how; nothing where none does."""
    alike: dict[tuple[Relation, tuple[int, ...]], list[list[int]]] = {}
    for run in _runs(returns):
        models = tuple(one.answers for one in run)
        alike.setdefault((run[0].relation, models), []).append([one.bar for one in run])
    return _sentence(
        gettext(TAKEN[relation], bars=bars.named(runs), models=bars.named([models]))
        for (relation, models), runs in alike.items()
    )


def _close(cadence: Cadence, degree: str | None, chord: Chord | None, bars: str) -> str:
    one, many = RESTS[cadence]
    said = gettext(many if "," in bars else one, bars=bars, degree=_degree(degree))
    if chord is None:
        return said
    return gettext("%(said)s over %(chord)s", said=said, chord=chord_name(chord))


def _degree(degree: str | None) -> str:
    """Return a degree as musicians say it: the tonic, the 5th, the flat 3rd."""
    if degree is None:
        return gettext("a note outside the scale")
    if degree == "1":
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
