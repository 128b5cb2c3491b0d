"""Rhythms and contours of bars, and where they are found."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from scripts.evaluation.corpora import Piece
from scripts.evaluation.counting.bars import METRES, bars
from scripts.evaluation.counting.chords import root
from scripts.evaluation.counting.places import CADENCES, CLOSE, HALF_CLOSE, PLACES, closes, place
from scripts.evaluation.steps import DEGREES
from scripts.evaluation.tunes import Tune

FEWEST_TUNES: Final = 3
"""Tunes that a word must occur in, so that no tune is quoted."""
FEWEST_BARS: Final = 4
NOTES: Final = {
    ("song", "4/4"): (2, 6),
    ("song", "3/4"): (2, 6),
    ("song", "6/8"): (2, 6),
    ("dance", "4/4"): (4, 8),
    ("dance", "3/4"): (2, 6),
    ("dance", "6/8"): (3, 7),
}
"""Style and metre -> the fewest and most notes of a bar; fewer only in a half close or close."""

Lengths = tuple[int, ...]
Contour = tuple[int, ...]


@dataclass(slots=True)
class Use:
    """Where a word or rhythm has been found."""

    tunes: set[str] = field(default_factory=set)
    places: Counter[int] = field(default_factory=Counter)
    members: Counter[int] = field(default_factory=Counter)
    first_degrees: Counter[tuple[int, int]] = field(default_factory=Counter)

    @property
    def place_counts(self) -> list[int]:
        """How often in every place."""
        return [self.places[at] for at in range(PLACES)]


class Words:
    """The words and rhythms of a style, by metre."""

    def __init__(self, style: str, found: Iterable[Piece]) -> None:
        self._style = style
        self._words: dict[tuple[str, Lengths, Contour], Use] = defaultdict(Use)
        for piece in found:
            for strain in strains(piece):
                self._count(piece.variants, strain)

    def words(self, metre: str) -> Mapping[Lengths, Sequence[tuple[Contour, Use]]]:
        """Return the words that are kept, by rhythm; the commonest rhythm and word first."""
        kept: dict[Lengths, list[tuple[Contour, Use]]] = defaultdict(list)
        for (of, lengths, contour), use in self._words.items():
            if of == metre and self._keeps(metre, lengths, use):
                kept[lengths].append((contour, use))
        for rows in kept.values():
            rows.sort(key=lambda row: (-row[1].places.total(), row[0]))
        return dict(sorted(kept.items(), key=lambda pair: (-_total(pair[1]), pair[0])))

    def rhythms(self, metre: str) -> list[tuple[Lengths, list[int]]]:
        """Return the rhythms of those words, the commonest first, and how often they are where."""
        return [
            (
                lengths,
                [
                    sum(counts)
                    for counts in zip(*(use.place_counts for _, use in rows), strict=True)
                ],
            )
            for lengths, rows in self.words(metre).items()
        ]

    def _keeps(self, metre: str, lengths: Lengths, use: Use) -> bool:
        fewest, most = NOTES[self._style, metre]
        notes = sum(length > 0 for length in lengths)
        rests = use.places[HALF_CLOSE] or use.places[CLOSE]
        enough = notes >= fewest or bool(rests)
        return len(use.tunes) >= FEWEST_TUNES and enough and notes <= most

    def _count(self, tune: str, strain: Tune) -> None:
        metre, _ = METRES[strain.form.metre]
        found = bars(strain, even=self._style == "dance")
        for number, bar in enumerate(found):
            if bar is None:
                continue
            at, use = place(number, found), self._words[metre, bar.lengths, bar.contour]
            use.tunes.add(tune)
            use.places[at] += 1
            use.members[(bar.first - root(metre, bar.sounds)) % DEGREES] += 1
            if closes(number, found):
                use.first_degrees[CADENCES.index(at), bar.first % DEGREES] += 1


def strains(piece: Piece) -> Iterator[Tune]:
    """Yield what can be counted of a piece: its strains of four bars or more."""
    for strain in piece.strains:
        if strain.form.metre in METRES and strain.bars >= FEWEST_BARS:
            yield strain


def _total(rows: Sequence[tuple[Contour, Use]]) -> int:
    return sum(use.places.total() for _, use in rows)
