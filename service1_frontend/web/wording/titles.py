"""Names for melodies whose maker has given them none: two words that tell them apart, and a style.

A key would tell more, but a twist may change it, and the name stays.
"""

import hashlib
from collections.abc import Iterable
from typing import Final

from melodie.text import MAX_TITLE
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.web.languages import gettext, pgettext
from service1_frontend.web.wording.settings import chosen

FIRST: Final = (
    *("Amber", "Autumn", "Blue", "Bright", "Broken", "Candle", "Clear", "Clover"),
    *("Copper", "Crooked", "Distant", "Early", "Empty", "Evening", "Faded", "Falling"),
    *("First", "Folded", "Golden", "Green", "Half-open", "Hidden", "Hollow", "Idle"),
    *("Ivory", "Last", "Late", "Little", "Lonely", "Long", "Lost", "Low", "Lucky"),
    *("Maple", "Midnight", "Morning", "Narrow", "Northern", "Old", "Open", "Paper"),
    *("Patient", "Quiet", "Rainy", "Restless", "Rising", "Rolling", "Salt", "Second"),
    *("Secret", "Silver", "Sleepy", "Slow", "Small", "Southern", "Spare", "Summer"),
    *("Sunday", "Tall", "Tin", "Velvet", "Wandering", "White", "Winter"),
)
SECOND: Final = (
    *("Anchor", "Apple", "Arrow", "Attic", "Avenue", "Balcony", "Beacon", "Bell"),
    *("Bridge", "Button", "Canal", "Carousel", "Chimney", "Clock", "Corner", "Courtyard"),
    *("Door", "Drawer", "Ember", "Feather", "Ferry", "Field", "Garden", "Gate", "Harbour"),
    *("Hedge", "Hill", "Island", "Kettle", "Key", "Kite", "Ladder", "Lantern", "Letter"),
    *("Lighthouse", "Mill", "Mirror", "Moon", "Mountain", "Orchard", "Parade", "Pebble"),
    *("Pier", "Pocket", "Pond", "Postcard", "Quarry", "Ribbon", "River", "Roof", "Shore"),
    *("Sparrow", "Staircase", "Station", "Street", "Suitcase", "Swallow", "Teacup"),
    *("Ticket", "Tower", "Train", "Umbrella", "Window", "Yard"),
)
"""Two tables of which every pair is a title; ``Amber Lantern``."""


def own_title(recipe: Recipe, options: Options | None, steps: str = "") -> str:
    """Return the name of a melody that has none: the same for the same recipe and seed.

    ``steps`` are those that lead on from the recipe's own melody, as an address has them.
    """
    told = recipe.model_dump_json(exclude={"name"}, exclude_defaults=True) + steps
    drawn = int.from_bytes(hashlib.sha256(told.encode()).digest())
    pair = _pair(FIRST[drawn % len(FIRST)], SECOND[drawn // len(FIRST) % len(SECOND)])
    return _titled(pair, recipe, options)


def is_own_title(recipe: Recipe, options: Options | None) -> bool:
    """Tell whether the name in a recipe is one of those that ``own_title`` gives such recipes."""
    # Trying every pair would take longer than all else that a page does.
    ends = [end for rest in _after(recipe.name, FIRST) for end in _after(rest, SECOND)]
    pairs = [recipe.name.removesuffix(end).rstrip() for end in ends]
    titles = [_titled(pair, recipe, options) for pair in pairs]
    return any(recipe.name in {title, grown_title(title, recipe.bars)} for title in titles)


def grown_title(name: str, bars: int) -> str:
    """Return the name of what an idea called ``name`` has grown to, which tells it from that."""
    said = gettext("%(name)s, %(bars)s bars", name=name, bars=bars)
    over = len(said) - MAX_TITLE
    return grown_title(f"{name[: -over - 1].rstrip()}…", bars) if over > 0 else said


def _after(text: str, words: Iterable[str]) -> list[str]:
    """Return what follows each of ``words`` that ``text`` begins with."""
    said = (f"{pgettext('title', word)} " for word in words)
    return [text.removeprefix(word) for word in said if text.startswith(word)]


def _titled(pair: str, recipe: Recipe, options: Options | None) -> str:
    style = chosen(recipe, "style", options)
    return gettext("%(words)s %(style)s", words=pair, style=style)


def _pair(first: str, second: str) -> str:
    return f"{pgettext('title', first)} {pgettext('title', second)}"
