"""Into which values a note or a rest is split so that the metre stays visible."""

from fractions import Fraction
from functools import lru_cache

from service4_lilypond.hierarchy import CROTCHET, GROUP, HALF_BAR, NOWHERE, UNIT, Hierarchy
from service4_lilypond.written import is_value, values_in


@lru_cache(maxsize=4096)
def split_note(metre: Hierarchy, start: Fraction, end: Fraction) -> tuple[Fraction, ...]:
    """Return the values, to be tied, that write a note from ``start`` to ``end``."""
    value = end - start
    if metre.strength(start) == NOWHERE:
        return values_in(value)
    level, borders = metre.strongest_between(start, end)
    if is_value(value) and _may_hide(metre, start, end, level, borders):
        return (value,)
    # A note that begins strongly is long before it is short, any other the reverse.
    border = borders[-1] if metre.strength(start) <= level else borders[0]
    return split_note(metre, start, border) + split_note(metre, border, end)


def _may_hide(
    metre: Hierarchy, start: Fraction, end: Fraction, level: int, borders: tuple[Fraction, ...]
) -> bool:
    """Say whether one note may hide ``borders``, the strongest that it crosses."""
    first, last = metre.strength(start), metre.strength(end)
    if level <= GROUP and metre.uneven and max(first, last) > GROUP:
        return False
    if first <= level:
        return True
    if level < UNIT:
        return False
    # quaver, crotchet, quaver: a syncopation that every player reads at sight
    syncopated = first == last == level + 1 and borders[0] - start == end - borders[0]
    # semiquaver, dotted quaver: a dotted figure turned round inside its beat
    turned = last <= level and level > metre.beat_level
    return syncopated or turned


@lru_cache(maxsize=4096)
def split_rest(metre: Hierarchy, start: Fraction, end: Fraction) -> tuple[Fraction, ...]:
    """Return the values that write a rest from ``start`` to ``end``.

    Stricter than notes: a rest fills one stretch of one level.
    """
    if metre.strength(start) == NOWHERE:
        return values_in(end - start)
    values: list[Fraction] = []
    while start < end:
        value = _longest_rest(metre, start, end)
        values.append(value)
        start += value
    return tuple(values)


def _longest_rest(metre: Hierarchy, start: Fraction, end: Fraction) -> Fraction:
    level = max(metre.strength(start), HALF_BAR)
    while True:
        _, border = metre.stretch(level, start)
        if border <= end and is_value(border - start):
            return border - start
        two_thirds = 2 * metre.unit
        if level == GROUP and _is_short_three(metre, start) and start + two_thirds <= end:
            return two_thirds
        level += 1


def _is_short_three(metre: Hierarchy, start: Fraction) -> bool:
    """Say whether the group is of three short units: only there a rest may fill two."""
    begin, end = metre.stretch(GROUP, start)
    return metre.unit < CROTCHET and end - begin == 3 * metre.unit
