"""Other chords for the same tune: all ways to harmonise it, and how each is heard."""

from typing import Final

from melodie.contract import HarmoniesRequest, Harmony
from melodie.errors import InvalidInput
from melodie.score import Score
from service1_frontend.library.melody import Melody
from service1_frontend.making.accompanying import accompanied_if_it_can_be
from service1_frontend.variations.twisting import HARMONISE, Twister, Wish

HELD: Final = "held"
"""The accompaniment that other chords are heard by where a melody has none."""


def harmonies_of(twister: Twister, melody: Melody) -> tuple[Harmony, ...]:
    """Return the chords that ``HARMONISE`` puts under a melody, by its options.

    Raises ``Busy``, or an ``UpstreamError``.
    """
    with twister.maker.working():
        return twister.maker.services.harmonise(HarmoniesRequest(score=melody.score)).harmonies


def to_be_heard(twister: Twister, melody: Melody, wish: Wish) -> Score:
    """Return what is played of what comes of a twist: chords alone would not be heard.

    The chords that a melody has already are heard as well, beside others. Raises as
    ``Twister.twist``.
    """
    if wish.twist != HARMONISE:
        return twister.twist(melody, wish).score
    heard = twister.recently_heard.get((melody.id, wish))
    if heard is None:
        heard = _heard(twister, melody, wish)
        twister.recently_heard.put((melody.id, wish), heard)
    return heard


def _heard(twister: Twister, melody: Melody, wish: Wish) -> Score:
    try:
        score = twister.twist(melody, wish).score
    except InvalidInput as refused:
        if not _changes_nothing(refused):
            raise
        score = melody.score
    if score.accompaniment:
        return score
    recipe = melody.recipe.model_copy(update={"accompaniment": HELD})
    with twister.maker.working():
        return accompanied_if_it_can_be(score, recipe, twister.maker.services)


def _changes_nothing(refused: InvalidInput) -> bool:
    return [fault.code for fault in refused.fields] == ["changes_nothing"]
