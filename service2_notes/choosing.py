"""The best of a few drafts: what the critic prefers."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Final

from service2_notes.critic import Listener, judge
from service2_notes.line.drafting import Drafter
from service2_notes.line.setting import Line, Setting

LONG: Final = 16
"""Bars from which on only one draft is made."""


def best_line(setting: Setting, seed: int) -> Line:
    """Compose a few drafts and return the bars of the one that sounds best."""
    drafts = setting.style.drafts if len(setting.tune.bars) < LONG else 1
    listener = Listener(setting)
    made = [_draft(setting, listener, seed, number) for number in range(drafts)]
    return max(made, key=itemgetter(0))[1]


def _draft(setting: Setting, listener: Listener, seed: int, number: int) -> tuple[float, Line]:
    """Compose one draft; of what is drawn of each span the best is kept."""
    drafter = Drafter(setting, seed, number)
    score: float | None = 0.0
    for span in drafter.spans():
        prepared = drafter.chain(span)
        if prepared is None:
            continue
        drawn = _different(drafter.draw(*prepared, take) for take in range(setting.style.again))
        score, bars = None, drawn[0]  # where there is no choice, nothing is judged
        if len(drawn) > 1:
            scored = [(judge(listener.hear({**drafter.line, **bars})), bars) for bars in drawn]
            score, bars = max(scored, key=itemgetter(0))
        drafter.line.update(bars)
    return judge(listener.hear(drafter.line)) if score is None else score, drafter.line


def _different(drawn: Iterable[Line]) -> list[Line]:
    """Return what is drawn without what has been drawn already."""
    found: list[Line] = []
    for bars in drawn:
        if bars not in found:
            found.append(bars)
    return found
