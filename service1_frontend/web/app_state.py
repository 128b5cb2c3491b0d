"""What the app keeps for its views: what makes and twists melodies, the shelves, the settings."""

from typing import Final, cast

from flask import current_app

from service1_frontend.ideas.composer import Ideas
from service1_frontend.library.families import Families
from service1_frontend.library.shelf_lists import ShelfLists
from service1_frontend.library.shelves import Shelves
from service1_frontend.making.analyses import Analyses
from service1_frontend.making.maker import MelodyMaker
from service1_frontend.making.printing import Printing
from service1_frontend.settings import FrontendSettings
from service1_frontend.shelf.taking import Taking
from service1_frontend.variations.twisting import Twister

MAKER: Final = "melodie.maker"
SHELVES: Final = "melodie.shelves"
SHELF_LISTS: Final = "melodie.shelf_lists"
ANALYSES: Final = "melodie.analyses"
IDEAS: Final = "melodie.ideas"
TWISTER: Final = "melodie.twister"
TAKING: Final = "melodie.taking"
FAMILIES: Final = "melodie.families"
PRINTING: Final = "melodie.printing"
SETTINGS: Final = "melodie.settings"


def maker() -> MelodyMaker:
    """Return what makes and finds the melodies of this app."""
    return cast("MelodyMaker", current_app.extensions[MAKER])


def shelves() -> Shelves:
    """Return what puts melodies on shelves and takes them off."""
    return cast("Shelves", current_app.extensions[SHELVES])


def shelf_lists() -> ShelfLists:
    """Return what lists the melodies on a shelf."""
    return cast("ShelfLists", current_app.extensions[SHELF_LISTS])


def ideas() -> Ideas:
    """Return what composes ideas."""
    return cast("Ideas", current_app.extensions[IDEAS])


def twister() -> Twister:
    """Return what twists the melodies of this app."""
    return cast("Twister", current_app.extensions[TWISTER])


def taking() -> Taking:
    """Return what puts the melodies of a shelf together in one file."""
    return cast("Taking", current_app.extensions[TAKING])


def printing() -> Printing:
    """Return what prints worksheets."""
    return cast("Printing", current_app.extensions[PRINTING])


def analyses() -> Analyses:
    """Return what tells how the melodies of this app are made."""
    return cast("Analyses", current_app.extensions[ANALYSES])


def families() -> Families:
    """Return what finds the families of melodies."""
    return cast("Families", current_app.extensions[FAMILIES])


def settings() -> FrontendSettings:
    """Return the settings of this app."""
    return cast("FrontendSettings", current_app.extensions[SETTINGS])
