"""What the front page shows: the ideas of a wall, and the sentence that says its recipe."""

import logging
from collections.abc import Iterator
from typing import Final, NamedTuple

from flask import url_for
from markupsafe import Markup

from melodie.errors import MelodieError
from service1_frontend.ideas.sources import Idea
from service1_frontend.ideas.wall import IDEAS, Wall
from service1_frontend.recipes.options import Options
from service1_frontend.web.idea_links import source_query
from service1_frontend.web.inline_svg import inline_svg
from service1_frontend.web.kept_ideas import find_recorded
from service1_frontend.web.languages import gettext, ngettext
from service1_frontend.web.wording.ideas import (
    idea_in_words,
    idea_title,
    liking_in_words,
    recipe_in_words,
)

log = logging.getLogger(__name__)

TAKEN: Final = ("mid", "musicxml", "wav")
"""Files of an idea that are offered where it cannot be kept."""


class IdeaCard(NamedTuple):
    """An idea as the wall shows it."""

    number: int
    picture: Markup | None
    words: str
    """What the picture shows, for those who do not see it."""
    path: str
    """Where its form is sent."""
    file: str
    """The path of what it sounds like, for a browser to play by itself."""
    sound: str
    timeline: str
    """The paths that its player asks, with settings of its own."""
    scores: str
    """The id of its picture, whose notes are lit."""
    title: str
    files: list[tuple[str, str]]
    """Extension and path of what can be taken away before it is kept."""
    said: str | None
    """What of another idea is new in it, where it is like one."""
    can_go_on: bool
    kept: bool


class Cards:
    """The cards of a wall, to be taken once, as they come, and then what is said of them."""

    def __init__(self, cards: Iterator[IdeaCard]) -> None:
        self._cards = cards
        self._shown = 0
        self._cut_short = False

    def __iter__(self) -> Iterator[IdeaCard]:
        try:
            for card in self._cards:
                self._shown += 1
                yield card
        except MelodieError as error:
            log.warning("a wall was cut short", exc_info=error)
            self._cut_short = True

    @property
    def remark(self) -> str | None:
        """Why there are fewer than eight, None where there are eight."""
        if self._cut_short:
            return gettext("The other ideas could not be made just now. Roll again, and they come.")
        return _fewer(self._shown)


class WallView(NamedTuple):
    """A wall as the page shows it."""

    bars: int
    query: str
    sentence: str
    cards: Cards
    near: int
    """Where the dial of what is like an idea stands."""


def wall_view(wall: Wall, query: str, ideas: Iterator[Idea], options: Options) -> WallView:
    """Return what the page shows of a wall; ``query`` is that of its address."""
    cards = (_card(number, idea, wall, options) for number, idea in enumerate(ideas, start=1))
    sentence = recipe_in_words(wall.recipe, options)
    return WallView(wall.bars, query, sentence, Cards(cards), wall.near)


def _card(number: int, idea: Idea, wall: Wall, options: Options) -> IdeaCard:
    query = source_query(idea.source)
    words = idea_in_words(number, idea.score)
    picture = inline_svg(idea.picture, f"idea{number}", words) if idea.picture else None
    recorded = find_recorded(idea.source)
    return IdeaCard(
        number,
        picture,
        words,
        f"{url_for('ideas.act')}?{query}",
        _file_path("wav", query),
        url_for("ideas.sound", idea=query),
        url_for("ideas.timeline", idea=query),
        f"idea{number}",
        idea_title(idea.source, options),
        [(kind, f"{_file_path(kind, query)}&download=1") for kind in TAKEN],
        liking_in_words(idea.source, wall.like) if wall.like else None,
        idea.source.can_go_on,
        bool(recorded and recorded.kept),
    )


def _file_path(extension: str, query: str) -> str:
    return f"{url_for('ideas.file', name=f'idea.{extension}')}?{query}"


def _fewer(shown: int) -> str | None:
    if shown == IDEAS:
        return None
    return ngettext(
        "This recipe holds no more than one idea.",
        "This recipe holds no more than %(ideas)s ideas that are not alike.",
        shown,
        ideas=shown,
    )
