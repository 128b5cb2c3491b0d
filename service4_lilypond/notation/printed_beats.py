"""The upper number of a time signature as it is printed."""

from typing import Final

from melodie.time_signature import TimeSignature

USUAL_GROUPS: Final = {5: (3, 2), 7: (2, 2, 3)}
"""How players group a bar of so many units where the page says nothing."""


def printed_beats(time: TimeSignature) -> str:
    """Return the upper number of the signature: ``7``, or ``3+2+2`` where that is not the usual."""
    equal = len(set(time.groups)) == 1
    if equal or time.groups == USUAL_GROUPS.get(time.beats):
        return str(time.beats)
    return "+".join(str(size) for size in time.groups)
