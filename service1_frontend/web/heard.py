"""What the player on a melody's page needs to know."""

from typing import Final, NamedTuple

from flask import url_for

from melodie.formats import BY_EXTENSION
from service1_frontend.library.melody import Melody
from service1_frontend.making.files import formats_of
from service1_frontend.recipes.options import Options
from service1_frontend.web.wording.settings import instrument_name

WAV: Final = BY_EXTENSION["wav"]
"""A phone's mute switch does not silence it, and every place in it is found exactly."""

LONG: Final = 60
"""Seconds of a sound that is made and fetched only when it is wanted: it takes megabytes."""


class Heard(NamedTuple):
    """A score as a player takes it; see ``player.js``."""

    title: str
    sound: str
    timeline: str
    scores: str
    """Ids of the pictures in the page whose notes are lit, with blanks between them."""
    instruments: list[tuple[str, str]]
    first_bar: int
    last_bar: int
    short: bool = False
    """Whether it may be made and fetched before anybody presses play."""
    accompanied: bool = False


def heard(melody: Melody, options: Options | None, scores: str) -> Heard | None:
    """Return what plays ``melody``; None for one that is too long to be played."""
    if WAV not in formats_of(melody):
        return None
    bars = melody.score.bars
    return Heard(
        title=melody.recipe.name,
        sound=url_for("playing.sound", melody_id=melody.id),
        timeline=url_for("playing.timeline", melody_id=melody.id),
        scores=scores,
        instruments=[(c.id, instrument_name(c)) for c in options.instruments] if options else [],
        first_bar=0 if bars[0].pickup else 1,
        last_bar=len(bars) - bars[0].pickup,
        short=melody.seconds <= LONG,
        accompanied=melody.score.accompaniment is not None,
    )
