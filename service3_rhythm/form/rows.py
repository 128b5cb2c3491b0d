"""The forms of sections, made by hand, by style and number of bars; ``notation`` reads them.

Jurors who read tunes blind liked these best for songs: an idea is stated, answered
higher or lower, led away from, and comes home in its own rhythm. Nothing is
said three times alike.
"""

from collections.abc import Mapping
from typing import Final

Rows = tuple[tuple[float, str], ...]
"""Odds, and a section."""

SHORT: Final[Mapping[int, Rows]] = {
    4: (
        (3, "new moved:1 fragment:1 close@end"),
        (3, "new new moved:1 close@end"),
        (2, "new new head:1 close@end"),
        (1, "new moved:1 new close@1"),
    ),
    5: (
        (2, "new new moved:1 prepare@1 close@end"),
        (1, "new moved:1 new prepare@1 close@end"),
    ),
    6: (
        (2, "new new moved:1 moved:2 prepare@1 close@end"),
        (2, "new moved:1 half@end moved:1 prepare@1 close@3"),
        (1, "new new half@2 head:1 prepare@1 close@end"),
    ),
    7: (
        (2, "new new moved:1 half@end moved:1 prepare@1 close@end"),
        (2, "new new moved:1 half@2 new prepare@1 close@end"),
        (1, "new new moved:1 moved:2 fragment:1 prepare@1 close@end"),
    ),
}

PERIODS: Final[Rows] = (
    (5, "new new moved:1 moved:2 new moved:5 prepare close@end"),
    (3, "new new moved:1 half@2 new moved:5 prepare@1 close@end"),
    (2, "new new moved:1 half@2 head:1 moved:2 prepare close@end"),
    (2, "new new moved:1 half@2 moved:1 new prepare close@end"),
    (2, "new new moved:1 moved:2 head:1 new prepare close@end"),
    (2, "new new moved:1 moved:2 rhythm:1 new prepare@1 close@end"),
    (1, "new new moved:1 half@2 fragment:1 fragment:1 prepare close@end"),
    (2, "new new moved:1 half@end literal:1 new prepare close@end"),
    (2, "new new literal:1 half@end new moved:5 prepare@1 close@end"),
    (3, "new new rhythm:1 half@end new new prepare@1 close@end"),
    (2, "new new rhythm:1 half@2 new moved:5 prepare close@end"),
    (2, "new new new half@2 moved:1 new prepare@2 close@end"),
    (1.5, "new new new half@2 moved:3 rhythm:2 prepare@1 close@end"),
    (1.5, "new new new half@end new rhythm:2 prepare@1 close"),
    (1.5, "new moved:1 new half@end moved:3 new prepare@1 close@end"),
    (1, "new moved:1 new half@3 new moved:5 prepare@1 close@end"),
)
"""Sentences and periods of eight bars."""

SONGS: Final[Rows] = (
    (3, "new new rhythm:1 half@end literal:1 new prepare@2 close@end"),
    (3, "new new moved:1 half@2 head:1 rhythm:2 prepare@1 close@end"),
    (2, "new new new half@2 literal:1 head:2 prepare close@end"),
    (2, "new rhythm:1 new half@end head:1 new prepare@1 close@4"),
    (3, "new new literal:1 half@end moved:1 moved:2 prepare@1 close@end"),
    (2, "new new moved:1 moved:2 head:1 new prepare@2 close@end"),
    (2, "new new rhythm:1 half head_moved:1 moved:5 prepare@1 close@end"),
    (3, "new new rhythm:1 half@end new moved:5 head:1 close@end"),
    (3, "new new literal:1 half@2 new rhythm:5 head:1 close"),
    (2, "new new moved:1 half@end new moved:5 literal:1 close@2"),
    (2, "new new new half@end rhythm:2 moved:5 head:1 close"),
    (1, "new moved:1 new half@end new new head:1 close@4"),
    (1, "new new moved:1 half@2 fragment:1 fragment:1 prepare@1 close@end"),
)
"""Songs of eight bars that remember how they began.

The opening comes back in the fifth bar and ends otherwise, or moves to where the tune is
highest; or it comes back in the seventh, after something else, and leads home.
"""

STRAINS: Final[Rows] = (
    (3, "new new head:1 half rhythm:1 moved:5 prepare close@end"),
    (3, "new new literal:1 half head_moved:1 moved:5 prepare close@end"),
    (3, "new new literal:1 half rhythm:1 moved:5 literal:1 close@end"),
    (3, "new new head:1 half moved:1 moved:2 prepare close@end"),
    (2, "new new rhythm:1 half moved:1 head:5 literal:1 close@end"),
    (2, "new new literal:1 half moved:1 moved:5 prepare close@end"),
    (2, "new new head:1 half literal:1 head:2 prepare close@end"),
    (3, "new new rhythm:1 half literal:1 moved:5 prepare close@end"),
    (3, "new new head:1 half literal:1 tail:2 moved:6 close@end"),
    (2, "new new moved:1 half literal:1 new moved:6 close@end"),
    (2, "new moved:1 new half head_moved:1 moved:5 head:1 close@end"),
    (2, "new new new half head_moved:1 new moved:6 close@end"),
    (2, "new new head:1 tail:2 rhythm:1 rhythm:2 head:1 close@end"),
)
"""Strains of dances of eight bars whose second half departs with the opening idea.

It takes up the rhythm of that, or moves it, or states it once more and goes on elsewhere,
and comes home.
"""

QUATRAINS: Final[Rows] = (
    (
        3,
        (
            "new new moved:1 half@end literal:1 head:2 prepare@1 close@end"
            " new rhythm:9 moved:9 half@9 head:1 moved:2 prepare@1 close@end"
        ),
    ),
    (
        2,
        (
            "new new moved:1 half@2 literal:1 head:2 prepare@1 close@end"
            " new new moved:9 half@10 literal:1 moved:2 prepare@1 close@end"
        ),
    ),
    (
        2,
        (
            "new new rhythm:1 half@end head:1 moved:2 prepare@1 close@end"
            " new moved:9 new half@9 literal:1 head:2 prepare@3 close@end"
        ),
    ),
    (
        2,
        (
            "new new new half@2 literal:1 moved:2 prepare@3 close@end"
            " new new head_moved:9 half@end head:1 literal:2 prepare@3 close@end"
        ),
    ),
)
"""A A' B A' of sixteen bars: the bridge departs and stays open."""

BRIDGES: Final[Rows] = (
    (3, "new rhythm:1 moved:1 half@end"),
    (2, "new new moved:1 half@2"),
    (1, "new moved:1 new half@1"),
    (3, "new new moved:1 moved:2 rhythm:1 head_moved:1 rhythm:2 half@end"),
    (2, "new new moved:1 half@2 head_moved:1 new rhythm:1 half@end"),
    (2, "new moved:1 new rhythm:3 moved:1 rhythm:1 moved:3 half@end"),
    (2, "new new rhythm:1 half@2 moved:1 moved:2 rhythm:1 half@end"),
)
"""Four or eight bars that lead away and end open."""

BLUES: Final[Mapping[int, Rows]] = {
    12: (
        (
            3,
            (
                "new new moved:1 pause@end head:1 moved:2 head:3 half@4"
                " new moved:9 prepare@1 close@end"
            ),
        ),
        (
            2,
            (
                "new rhythm:1 new pause@end moved:1 head:2 literal:3 half@4"
                " new rhythm:9 prepare@1 close@end"
            ),
        ),
        (
            2,
            (
                "new new fragment:1 pause@end moved:1 moved:2 head:3 half@4"
                " new moved:9 prepare@1 close@end"
            ),
        ),
        (
            2,
            (
                "new new literal:1 pause@2 head:1 head:2 rhythm:3 half@4"
                " new moved:9 prepare@2 close@end"
            ),
        ),
    ),
}
"""Three lines of four bars: a call, the same again, and an answer.

The second line is over the subdominant, whose notes are others: it takes up the first
moved or by its heads, and brings none of its bars back as they were.
"""

RIFFS: Final[Mapping[int, Rows]] = {
    4: ((2, "new new literal:1 close@2"), (1, "new new moved:1 close@2")),
    8: (
        (3, "new new literal:1 rhythm:2 moved:1 moved:2 head:1 close@2"),
        (2, "new new literal:1 literal:2 moved:1 rhythm:2 head:1 close@2"),
        (2, "new new head:1 rhythm:2 moved:1 moved:2 rhythm:1 close@2"),
    ),
}
"""A hook of two bars that comes back, moved where it would be heard a third time.

It ends in the rhythm of its second bar, so that it can go round.
"""

HYMNS: Final[Mapping[int, Rows]] = {
    8: (
        (3, "new new moved:1 half@end rhythm:1 rhythm:2 prepare@1 close@end"),
        (2, "new new rhythm:1 half@end new rhythm:5 prepare@1 close@end"),
        (2, "new new literal:1 half@end new moved:5 prepare@1 close@end"),
        (2, "new new head:1 half@2 moved:1 rhythm:2 prepare@1 close@end"),
    ),
}
"""Lines of a strophe, sung to the same few lengths."""

FORMS: Final[Mapping[str, Mapping[int, Rows]]] = {
    "song": {**SHORT, 8: SONGS, 16: QUATRAINS},
    "blues": {**SHORT, 8: PERIODS, **BLUES},
    "riff": {**SHORT, **RIFFS},
    "hymn": {**SHORT, 16: QUATRAINS, **HYMNS},
    "dance": {**SHORT, 8: STRAINS},
}
"""By name; strains of ``dance`` are also drawn from plans that are counted in real ones."""
