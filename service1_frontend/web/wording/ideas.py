"""Ideas in words: what a wall is made from, and what the picture of an idea shows."""

from typing import Final

from melodie.score import Score
from melodie.sounding import sounding_notes
from service1_frontend.ideas.sources import Kind, Source, written
from service1_frontend.library.change import Change
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.web.languages import gettext
from service1_frontend.web.wording.melody import beginning
from service1_frontend.web.wording.notes import with_signs
from service1_frontend.web.wording.settings import chosen
from service1_frontend.web.wording.titles import own_title

LIKINGS: Final[dict[Kind, str]] = {
    "bar": "One bar has new pitches",
    "half": "The same beginning, a new ending",
    "rhythm": "The same pitches, a new rhythm",
    "pitches": "The same rhythm, new pitches",
}
"""What is new in an idea that was made of another."""


def recipe_in_words(recipe: Recipe, options: Options | None) -> str:
    """Say in one sentence what shapes every idea of a recipe."""
    return gettext(
        "%(key)s %(scale)s, %(time)s, %(rhythm)s, %(tempo)s beats a minute, for %(player)s.",
        key=with_signs(recipe.key),
        scale=chosen(recipe, "scale", options).lower(),
        time=recipe.time_signature,
        rhythm=chosen(recipe, "rhythm", options).lower(),
        tempo=recipe.tempo,
        player=chosen(recipe, "instrument", options).lower(),
    )


def idea_in_words(number: int, score: Score) -> str:
    """Describe the picture of an idea for those who do not see it."""
    first = beginning(sounding_notes(score))
    return gettext("Idea %(number)s. %(notes)s", number=number, notes=first)


def idea_title(source: Source, options: Options | None) -> str:
    """Return the name of an idea: the one that was chosen, or one of its own."""
    if source.named:
        return source.recipe.name
    return own_title(source.recipe, options, written(source.steps))


def liking_in_words(source: Source, like: Source) -> str:
    """Say what is new in an idea that is more or less ``like`` another."""
    if source == like:
        return gettext("The idea that these are like")
    if source.before != like or not source.steps:
        return gettext("Quite new")
    return gettext(LIKINGS[source.steps[-1].kind])


def idea_kept(change: Change) -> str:
    """Say how an idea came about that was made of another one."""
    liking = next((words for kind, words in LIKINGS.items() if kind == change.what), None)
    return gettext("An idea") if liking is None else gettext(liking)


def idea_grown(change: Change) -> str:
    """Say of a melody that an idea is its beginning."""
    return gettext("Grown to %(bars)s bars", bars=change.told.get("bars"))


def keys_in_words() -> list[tuple[str, str]]:
    """Return each key of the wall, and what it does."""
    return [
        (gettext("R"), gettext("rolls eight more")),
        (gettext("Arrows"), gettext("go from idea to idea")),
        (gettext("Space"), gettext("plays and stops")),
        (gettext("K"), gettext("keeps, or takes that back")),
        (gettext("M"), gettext("asks for more like it")),
        (gettext("G"), gettext("lets it grow")),
        (gettext("Enter"), gettext("opens")),
        (gettext("Escape"), gettext("stops rolling")),
    ]
