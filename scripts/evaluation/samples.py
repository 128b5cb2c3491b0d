"""Sets of melodies to compare: as many of every kind, in the metres and modes of real ones."""

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from scripts.evaluation.ablations import FULL, Ablation
from scripts.evaluation.baselines import MetricalMarkov, dice
from scripts.evaluation.composed import composed
from scripts.evaluation.corpora import Split, melodies
from scripts.evaluation.tunes import Form, Tune
from service3_rhythm.time_signatures import TIME_SIGNATURES

SEEDS_APART: Final = 1_000_003
"""Between the first melodies of two seeds: more than anybody composes of one."""
OTHER: Final[dict[Split, Split]] = {"dev": "heldout", "heldout": "dev"}


class Samples:
    """Real melodies of one style and half, and what can be set beside them."""

    def __init__(self, style: str, split: Split, size: int) -> None:
        self._style, self._split, self._size = style, split, size
        real = [tune for tune in melodies(style, split) if tune.whole]
        self._real = [tune for tune in real if tune.form.metre in TIME_SIGNATURES]

    @property
    def real(self) -> Sequence[Tune]:
        """The real melodies that can be measured."""
        return self._real

    def forms(self, seed: int) -> list[Form]:
        """Draw metres and modes from the real melodies."""
        shuffled = _shuffled(self._real, Random(f"forms {seed}"))  # noqa: S311
        rounds = -(-self._size // len(shuffled))
        return [tune.form for tune in (shuffled * rounds)[: self._size]]

    def ours(self, seed: int, ablation: Ablation = FULL) -> list[Tune]:
        """Compose with Mélodie."""
        forms = enumerate(self.forms(seed), start=seed * SEEDS_APART)
        return [composed(form, self._style, number, ablation) for number, form in forms]

    def dice(self, seed: int) -> list[Tune]:
        """Throw the dice of the first version."""
        return self._drawn(seed, dice)

    def markov(self, seed: int) -> list[Tune]:
        """Compose with a chain that has learned from the half set aside for tuning."""
        return self._drawn(seed, MetricalMarkov(melodies(self._style, "dev")))

    def other_half(self, seed: int) -> list[Tune]:
        """Return real melodies of the other half: what can be hoped for at best."""
        real = [tune for tune in melodies(self._style, OTHER[self._split]) if tune.whole]
        return _shuffled(real, Random(f"other half {seed}"))  # noqa: S311

    def beside(self, tunes: Sequence[Tune], seed: int) -> tuple[list[Tune], list[Tune]]:
        """Cut ``tunes`` and the real ones to the same number in every metre."""
        draw = Random(f"beside {seed}")  # noqa: S311
        usable = [tune for tune in tunes if tune.whole]
        ours, real = _by_metre(usable), _by_metre(self._real)
        shared = {metre: min(ours[metre], real[metre]) for metre in ours if metre in real}
        kept = min(1.0, self._size / sum(shared.values()))
        counts = {metre: max(1, round(kept * count)) for metre, count in shared.items()}
        return _cut(usable, counts, draw), _cut(self._real, counts, draw)

    def _drawn(self, seed: int, compose: Callable[[Form, Random], Tune]) -> list[Tune]:
        draw = Random(f"baseline {seed}")  # noqa: S311
        return [compose(form, draw) for form in self.forms(seed)]


def _by_metre(tunes: Sequence[Tune]) -> Counter[str]:
    return Counter(tune.form.metre for tune in tunes)


def _cut(tunes: Sequence[Tune], counts: dict[str, int], draw: Random) -> list[Tune]:
    left = Counter(counts)
    kept = []
    for tune in _shuffled(tunes, draw):
        if left[tune.form.metre] > 0:
            left[tune.form.metre] -= 1
            kept.append(tune)
    return kept


def _shuffled(tunes: Sequence[Tune], draw: Random) -> list[Tune]:
    return draw.sample(tunes, len(tunes))
