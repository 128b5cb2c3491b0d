"""Twists a score as it is asked for, and keeps it within its range."""

from dataclasses import replace

from melodie.contract import Twisted, TwistRequest
from melodie.errors import InvalidInput
from melodie.event import Event
from melodie.harmony import BarChords
from melodie.pitch import Key
from melodie.score import Score
from service2_notes.twists.fitting import fit
from service2_notes.twists.rewriting import unmarked
from service2_notes.twists.table import TWISTS, Twist


def twist(wanted: TwistRequest) -> Twisted:
    """Return the twisted score, and what was moved by octaves so that it can be played.

    It has no accompaniment, as one is made for it anew. Raises ``InvalidInput`` for a twist
    or an option that is not offered, for one that cannot be done to this score, and for one
    that changes nothing of it.
    """
    found = TWISTS.get(wanted.twist)
    if found is None:
        raise _not_offered("twist", wanted.twist, list(TWISTS))
    option, alone = _option(found, wanted.option), replace(wanted.score, accompaniment=None)
    made = fit(found.apply(alone, option), wanted.lowest, wanted.highest, alone)
    if _music(made.score) == _music(wanted.score):
        raise _unchanged(wanted, made.octaves)
    return Twisted(score=made.score, octaves=made.octaves, folded=made.folded)


def _unchanged(wanted: TwistRequest, octaves: int) -> InvalidInput:
    """Return why there is nothing new: it changes nothing, or only what has no room."""
    if not octaves:
        detail = "this changes nothing of this melody"
        return InvalidInput.of("twist", detail, "changes_nothing")
    said = {"lowest": str(wanted.lowest), "highest": str(wanted.highest)}
    detail = f"there is no room for that from {wanted.lowest} to {wanted.highest}"
    return InvalidInput.of("twist", detail, "no_room_there", **said)


def _music(score: Score) -> tuple[Key, list[tuple[bool, tuple[Event, ...], BarChords]]]:
    return score.key, [(bar.pickup, bar.events, bar.chords) for bar in unmarked(score).bars]


def _option(found: Twist, asked: str | None) -> str:
    offered = [option.id for option in found.options]
    if asked is not None and asked not in offered:
        raise _not_offered("option", asked, offered)
    return asked or offered[0]


def _not_offered(field: str, asked: str, offered: list[str]) -> InvalidInput:
    known = ", ".join(offered)
    detail = f"{asked} is not offered; choose one of {known}"
    return InvalidInput.of(field, detail, "not_offered", offered=known)
