"""The forms of ideas, made by hand: melodies of so few bars that they need not close."""

from collections.abc import Mapping
from typing import Final

from service3_rhythm.form.rows import Rows

IDEA: Final = 4
"""Bars up to which a melody is an idea, which need not close."""

IDEAS: Final[Mapping[int, Rows]] = {
    1: ((3, "new/open"), (1, "new/half")),
    2: (
        (3, "new moved:1/open"),
        (3, "new head:1/open"),
        (1.5, "new rhythm:1/open"),
        (3, "new new/open"),
        (1, "new head_moved:1/open"),
        (2, "new rhythm:1/half"),
        (3, "new new/half"),
        (0.5, "new rhythm:1/close"),
        (0.5, "new new/close"),
    ),
    3: (
        (2, "new moved:1 new/half"),
        (2, "new head:1 rhythm:2/half"),
        (2, "new new head:1/open"),
        (2, "new new moved:1/open"),
        (1, "new moved:1 rhythm:1/open"),
        (1, "new rhythm:1 new/close"),
    ),
    4: (
        (3, "new new moved:1 rhythm:2/half"),
        (3, "new new head:1 new/half"),
        (2, "new new moved:1 new/half"),
        (2, "new new literal:1 rhythm:2/half"),
        (2, "new head:1 moved:1 new/half"),
        (2, "new rhythm:1 moved:1 new/open"),
        (2, "new moved:1 new head:3/open"),
        (2, "new new moved:1 moved:2/open"),
        (2, "new new literal:1 head:2/open"),
        (2, "new moved:1 fragment:1 new/half"),
        (1, "new new head:1 rhythm:2/close"),
        (1, "new new rhythm:1 new/close"),
    ),
}
"""A motif that can grow: stated and answered, or a question and half of its answer."""

RIFF_IDEAS: Final[Mapping[int, Rows]] = {
    **IDEAS,
    2: ((2, "new head:1/open"), (2, "new rhythm:1/open"), (2, "new new/open"), (1, "new new/half")),
    4: (
        (3, "new new literal:1 head:2/open"),
        (2, "new new literal:1 new/open"),
        (2, "new new literal:1 rhythm:2/half"),
        (2, "new head:1 literal:1 new/open"),
        (1, "new new moved:1 rhythm:2/open"),
    ),
}
"""A hook that comes back at once, in the bars of an idea."""

OWN_IDEAS: Final[Mapping[str, Mapping[int, Rows]]] = {"riff": RIFF_IDEAS}
"""By name, where they are not those of ``IDEAS``."""
