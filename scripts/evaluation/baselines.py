"""What Mélodie is compared with: the dice of its first version, and a Markov chain."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate
from random import Random
from typing import Final

from scripts.evaluation.tunes import BARS, MODES, TICKS, Form, Note, Tune

DICE: Final = (2 * TICKS, TICKS, TICKS // 2, TICKS // 4)
"""The lengths of the first version: 2, 4, 8 and 16."""
SEEN_OFTEN: Final = 5
"""How often a context has been seen that is relied on."""


def dice(form: Form, draw: Random) -> Tune:
    """Throw dice as the first version did: any length that fits, any note or a rest."""
    faces = [*MODES[form.mode], None]
    notes: list[Note] = []
    for bar in range(BARS):
        now = 0
        while now < form.bar:
            length = draw.choice([one for one in DICE if one <= form.bar - now])
            pitch = draw.choice(faces)
            if pitch is not None:
                notes.append(Note(bar * form.bar + now, length, pitch))
            now += length
    return Tune(form, BARS, tuple(notes))


class MetricalMarkov:
    """A chain of lengths by metre, place and last length, and one of pitches by the last two.

    Where a context has hardly been seen, the next smaller one decides.
    """

    def __init__(self, learned: Iterable[Tune]) -> None:
        counts: dict[Hashable, Counter[int]] = {}
        for context, value in (pair for tune in learned for pair in _lessons(tune)):
            counts.setdefault(context, Counter())[value] += 1
        self._known = {
            context: (tuple(seen), tuple(accumulate(seen.values())))
            for context, seen in counts.items()
        }

    def __call__(self, form: Form, draw: Random) -> Tune:
        """Compose one melody."""
        notes: list[Note] = []
        now, end = 0, BARS * form.bar
        while now < end:
            pitch = self._next(_pitch_contexts(form, notes), draw)
            length = self._next(_length_contexts(form, now, notes), draw)
            notes.append(Note(now, min(length, end - now), pitch))
            now += length
        return Tune(form, BARS, tuple(notes))

    def _next(self, contexts: Sequence[Hashable], draw: Random) -> int:
        *larger, smallest = contexts
        values, sums = next(
            (
                known
                for known in map(self._known.get, larger)
                if known and known[1][-1] >= SEEN_OFTEN
            ),
            self._known[smallest],
        )
        return values[bisect_right(sums, draw.random() * sums[-1])]


def _lessons(tune: Tune) -> Iterator[tuple[Hashable, int]]:
    notes = [note for note in tune.notes if note.onset >= 0]
    for place, note in enumerate(notes):
        for context in _pitch_contexts(tune.form, notes[:place][-2:]):
            yield context, note.pitch
        for context in _length_contexts(tune.form, note.onset, notes[:place][-1:]):
            yield context, note.length


def _pitch_contexts(form: Form, before: Sequence[Note]) -> list[Hashable]:
    last = [None, None, *(note.pitch for note in before)][-2:]
    return [("pitch", form.minor, *last), ("pitch", form.minor, last[1]), ("pitch", form.minor)]


def _length_contexts(form: Form, onset: int, before: Sequence[Note]) -> list[Hashable]:
    last, place = before[-1].length if before else None, onset % form.bar
    return [("length", form.metre, place, last), ("length", form.metre, place), ("length",)]
