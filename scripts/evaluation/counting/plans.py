"""What the bars of eight are to each other."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from scripts.evaluation.corpora import Piece
from scripts.evaluation.counting.bars import METRES
from scripts.evaluation.relations import answers, bars
from scripts.evaluation.tunes import BARS


def plans(found: Iterable[Piece]) -> list[list[tuple[str, str, int]]]:
    """Count for each of eight bars what it is, given what the bar before it is.

    First strains of eight bars with a note in each are counted: what stands alone.
    """
    counts: list[Counter[tuple[str, str]]] = [Counter() for _ in range(BARS)]
    for strain in (piece.strains[0] for piece in found):
        if strain.whole and strain.form.metre in METRES:
            heard = bars(strain)
            if all(bar.notes for bar in heard):
                texts = [str(answer) for answer in answers(heard)]
                for number, pair in enumerate(pairwise(texts), start=1):
                    counts[number][pair] += 1
    return [[(*pair, count) for pair, count in sorted(steps.items())] for steps in counts]
