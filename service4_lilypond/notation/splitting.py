"""The values that a note or a rest is split into so that the beats stay visible."""

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from melodie.duration import QUARTER
from melodie.metre import GROUP, HALF_BAR, NOWHERE, UNIT, Hierarchy
from service4_lilypond.notation.written import is_value, values_in


@lru_cache(maxsize=4096)
def split_note(metre: Hierarchy, start: Fraction, end: Fraction) -> tuple[Fraction, ...]:
    """Return the values, to be tied, that write a note from ``start`` to ``end``."""
    value = end - start
    if metre.strength(start) == NOWHERE:
        return values_in(value)
    level, borders = metre.strongest_between(start, end)
    if is_value(value) and _may_hide(metre, start, end, level, borders):
        return (value,)
    # A note on a strong place has its long value first, any other has it last.
    border = borders[-1] if metre.strength(start) <= level else borders[0]
    return split_note(metre, start, border) + split_note(metre, border, end)


def _may_hide(
    metre: Hierarchy, start: Fraction, end: Fraction, level: int, borders: tuple[Fraction, ...]
) -> bool:
    """Return whether one note may hide ``borders``, the strongest that it crosses."""
    first, last = metre.strength(start), metre.strength(end)
    if level <= GROUP and metre.uneven and max(first, last) > GROUP:
        return False
    if first <= level:
        return True
    if level < UNIT:
        return False
    # eighth, quarter, eighth: a syncopation that every player reads at sight
    syncopated = first == last == level + 1 and borders[0] - start == end - borders[0]
    # sixteenth, dotted eighth: a dotted figure turned round inside its beat
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
        whole, two_thirds = border - start, 2 * metre.unit
        three = level == GROUP and whole == 3 * metre.unit
        dotted_is_foreign = three and _mixes_long_beats(metre)
        if border <= end and is_value(whole) and not dotted_is_foreign:
            return whole
        may_fill_two = metre.unit < QUARTER or (dotted_is_foreign and border <= end)
        if three and may_fill_two and start + two_thirds <= end:
            return two_thirds
        level += 1


def _mixes_long_beats(metre: Hierarchy) -> bool:
    """Return whether beats of a quarter or longer come in threes and in twos, as in 5/4.

    There a silent three is written as two and one: a dotted rest is for
    compound time, where it is one beat.
    """
    lengths = {end - begin for begin, end in pairwise(metre.levels[GROUP])}
    return metre.unit >= QUARTER and len(lengths) > 1
