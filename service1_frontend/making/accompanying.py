"""The accompaniment of a score, as a recipe asks for it."""

from dataclasses import replace

from melodie.contract import AccompanimentRequest
from melodie.errors import InvalidInput
from melodie.score import Score
from service1_frontend.recipes.accompanists import NO_ACCOMPANIMENT, accompanist_of
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.services import Services


def accompanied(score: Score, recipe: Recipe, services: Services) -> Score:
    """Return the score with the accompaniment that the recipe asks for, made anew.

    Raises ``InvalidInput`` for ``accompaniment`` where the score has no chords, and an
    ``UpstreamError``.
    """
    if recipe.accompaniment != NO_ACCOMPANIMENT.id and not has_chords(score):
        detail = "there are no chords in this melody to accompany it with"
        raise InvalidInput.of("accompaniment", detail, "no_chords")
    return accompanied_if_it_can_be(score, recipe, services)


def accompanied_if_it_can_be(score: Score, recipe: Recipe, services: Services) -> Score:
    """Return the same, without an accompaniment where the score has no chords."""
    alone = replace(score, accompaniment=None)
    if recipe.accompaniment == NO_ACCOMPANIMENT.id or not has_chords(score):
        return alone
    asked = AccompanimentRequest(score=alone, pattern=recipe.accompaniment)
    made = services.accompany(asked).accompaniment
    players = accompanist_of(recipe.accompanist)
    made = replace(made, program=players.program, bass_program=players.bass_program)
    return replace(alone, accompaniment=made)


def has_chords(score: Score) -> bool:
    """Tell whether there is a chord anywhere."""
    return any(placed.chord for bar in score.bars for placed in bar.chords)
