"""Bars that come back, by kind."""

from collections import Counter

from scripts.evaluation.craft.heard import Heard, Measures
from scripts.evaluation.relations import NEW, RELATIONS, answers


def returns(heard: Heard) -> Measures:
    """Measure what bars 2 to 8 are to earlier ones, and how many rhythms there are."""
    found = Counter(answer.relation for answer in answers(heard.bars)[1:])
    rhythms = Counter(bar.onsets for bar in heard.bars)
    shares = {kind: found[kind] / found.total() for kind in (*RELATIONS, NEW.relation)}
    return {
        **{f"bars that are {_named(kind)}": share for kind, share in shares.items()},
        "rhythms in eight bars": float(len(rhythms)),
        "rhythms heard once only": float(sum(count == 1 for count in rhythms.values())),
    }


def _named(kind: str) -> str:
    return {
        "literal": "literal returns",
        "moved": "moved returns",
        "head": "the same head",
        "head_moved": "the same head, moved",
        "tail": "the same tail",
        "rhythm": "the same rhythm only",
        "new": "new",
    }[kind]
