"""Adds floats up so that every Python rounds alike: ``sum`` rounds otherwise from 3.12 on."""

from collections.abc import Iterable


def added(numbers: Iterable[float]) -> float:
    """Return the sum of numbers, each added to those before it; 0 of none."""
    total = 0.0
    for number in numbers:
        total += number
    return total
