"""The grammar of a scale as a style uses it: a blues and a dance have chords of their own."""

from dataclasses import replace
from functools import cache
from typing import Final

from service2_notes.harmony.dances import MAJOR_DANCE, MINOR_DANCE
from service2_notes.harmony.grammar import TONIC, Grammar
from service2_notes.harmony.grammars import AS_BLUES, BY_SCALE, MAJOR, MINOR
from service2_notes.harmony.habits import HABITS, SONG

DANCES: Final = ((MAJOR, MAJOR_DANCE), (MINOR, MINOR_DANCE))
"""A grammar, and what it is in a dance; in all others a dance only begins on the tonic."""


@cache
def grammar_of(scale: str, style: str = SONG.id) -> Grammar:
    """Return the grammar of a scale, with the habits of a style."""
    known = BY_SCALE.get(scale, MAJOR)
    if style == "blues":
        known = AS_BLUES.get(scale, known)
    if style == "dance":
        known = _as_dance(known)
    habits = HABITS.get(style, SONG)
    return replace(known, moves=habits.moved(known.moves), habits=habits)


def _as_dance(grammar: Grammar) -> Grammar:
    plain = replace(grammar, opening=TONIC)
    return next((dance for song, dance in DANCES if song is grammar), plain)
