"""Why a melody works, in a few plain sentences, from its score alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from melodie.contract import Analysis
from melodie.contract.analysis import NonChordNote
from melodie.interval import Interval
from melodie.score import Score
from melodie.sounding import SoundingNote, sounding_notes
from service1_frontend.web.languages import gettext, ngettext, pgettext
from service1_frontend.web.wording.form import BarNumbers, cadences_in_words, returns_in_words
from service1_frontend.web.wording.intervals import chord_name, interval_in_words
from service1_frontend.web.wording.notes import with_signs

FEW: Final = 3
"""Notes that are named one by one, and bars too few for one to come back, at most."""

MANY: Final = 24
"""Changes of chord that are named, at most."""

MOVES: Final = (
    "%(share)s steps",
    "%(share)s thirds",
    "%(share)s wider leaps",
    "%(share)s repeated notes",
)
"""How a line moves, the usual first."""

KINDS: Final[Mapping[NonChordNote, str]] = {
    "passing": "passing notes",
    "neighbour": "neighbour notes",
    "suspension": "suspensions",
    "anticipation": "anticipations",
    "appoggiatura": "appoggiaturas",
    "escape": "escape notes",
    "free": "free",
}
"""Notes outside their chord, as primers of harmony name them."""


class Reason(NamedTuple):
    """One thing that a listener hears, and what there is to say about it."""

    heading: str
    words: str


def why_it_works(score: Score, analysis: Analysis) -> list[Reason]:
    """Return what makes a melody hold together, in the order in which it is heard."""
    said, bars = _Teller(score, analysis), BarNumbers(score)
    returns = returns_in_words(analysis.returns, bars)
    if not returns and len(score.bars) > FEW:
        returns = gettext("No bar comes back: the line goes on.")
    told = (
        (gettext("Range"), said.range()),
        (gettext("Motion"), said.motion()),
        (gettext("High point"), said.high_point()),
        (gettext("Cadences"), cadences_in_words(analysis.closes, bars)),
        (gettext("What returns"), returns),
        (gettext("Chords"), said.chords()),
        (gettext("Outside the scale"), said.foreign()),
    )
    return [Reason(heading, words) for heading, words in told if words]


class _Teller:
    def __init__(self, score: Score, analysis: Analysis) -> None:
        self._score, self._found, self._bars = score, analysis, BarNumbers(score)
        self._notes: Sequence[SoundingNote] = sounding_notes(score)

    def range(self) -> str:
        compass = self._found.compass
        if compass is None:
            return ""
        return gettext(
            "From %(lowest)s to %(highest)s: %(interval)s.",
            lowest=with_signs(str(compass.lowest)),
            highest=with_signs(str(compass.highest)),
            interval=interval_in_words(Interval.between(compass.lowest, compass.highest)),
        )

    def motion(self) -> str:
        moves = self._found.moves
        counts = (moves.steps, moves.skips, moves.leaps, moves.repeats)
        if not any(counts):
            return ""
        shares = [
            gettext(message, share=_share(count, sum(counts)))
            for message, count in zip(MOVES, counts, strict=True)
            if count
        ]
        return f"{', '.join(shares)}. {self._widest()}"

    def _widest(self) -> str:
        number = self._found.moves.widest
        if number is None:
            return gettext("No leap is wider than a third.")
        before, after = self._notes[number - 2], self._notes[number - 1]
        way = Interval.between(before.pitch, after.pitch)
        message = (
            "The widest leap, down %(interval)s, is in bar %(bar)s."
            if way.descends
            else "The widest leap, up %(interval)s, is in bar %(bar)s."
        )
        return gettext(message, interval=interval_in_words(way), bar=self._bars.one(after.bar))

    def high_point(self) -> str:
        top = self._found.high_point
        if top is None:
            return ""
        name = with_signs(str(self._notes[top.notes[0] - 1].pitch))
        bars = sorted(set(top.bars))
        if len(bars) > 1:
            listed = self._bars.listed(bars)
            return gettext("%(note)s, reached in bars %(bars)s.", note=name, bars=listed)
        message = (
            "%(note)s, in bar %(bar)s alone, on a strong beat: %(share)s of the way through."
            if top.strong
            else "%(note)s, in bar %(bar)s alone: %(share)s of the way through."
        )
        onset = self._notes[top.notes[0] - 1].onset
        share = _share(float(onset), float(self._score.length))
        return gettext(message, note=name, bar=self._bars.one(bars[0]), share=share)

    def chords(self) -> str:
        placed = (chord for bar in self._score.bars for chord in bar.chords)
        names = [chord_name(one.chord) for one in placed if one.chord]
        if not names:
            return ""
        changes = [name for name, _ in groupby(names)]
        line = " \N{EN DASH} ".join([*changes[:MANY], *(["…"] if len(changes) > MANY else [])])
        inside = self._found.over_chords - len(self._found.outside_chords)
        belong = gettext(
            "%(inside)s of %(notes)s notes belong to the chord below them.",
            inside=inside,
            notes=self._found.over_chords,
        )
        return f"{line}. {belong} {self._outside()}".strip()

    def _outside(self) -> str:
        kinds = Counter(one.kind for one in self._found.outside_chords)
        named = ", ".join(
            f"{pgettext('notes', name)} ({kinds[kind]})"
            for kind, name in KINDS.items()
            if kinds[kind]
        )
        return gettext("Outside it: %(notes)s.", notes=named) if named else ""

    def foreign(self) -> str:
        where: dict[str, list[int]] = {}
        for number in self._found.foreign:
            note = self._notes[number - 1]
            bars = where.setdefault(with_signs(note.pitch.name), [])
            bars += [note.bar] if note.bar not in bars else []
        if not where:
            return ""
        named = ", ".join(
            gettext("%(note)s in %(bars)s", note=name, bars=self._bars.named([[b] for b in bars]))
            for name, bars in list(where.items())[:FEW]
        )
        more = len(where) - FEW
        if more <= 0:
            return f"{named}."
        rest = ngettext("and one more note", "and %(more)s more notes", more, more=more)
        return f"{named} {rest}."


def _share(part: float, whole: float) -> str:
    return f"{round(100 * part / whole)} %"
