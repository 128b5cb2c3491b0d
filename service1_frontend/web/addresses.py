"""The addresses that people see, of pages and of files."""

from typing import Any
from urllib.parse import urlsplit

from flask import request, url_for

from melodie import ENGINE_VERSION
from melodie.contract import Screen
from melodie.formats import file_name
from service1_frontend.library.melody import Melody
from service1_frontend.making.files import formats_of
from service1_frontend.making.worksheets import USUAL
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.web.app_state import settings
from service1_frontend.web.as_typed import as_typed


def absolute(path: str) -> str:
    """Return the address that people see for a path that ``url_for`` gave."""
    seen = urlsplit(settings().public_url or request.host_url)
    return f"{seen.scheme}://{seen.netloc}{path}"


def page_address(melody_id: str) -> str:
    """Return the address of a melody's page."""
    return absolute(url_for("melodies.melody", melody_id=melody_id))


def file_path(
    melody: Melody, extension: str, *, screen: Screen | None = None, download: bool = False
) -> str:
    """Return the path of a file; ``download`` makes a browser save it."""
    return url_for(
        "files.file",
        melody_id=melody.id,
        name=file_name(melody.recipe.name, extension),
        screen=screen,
        download=1 if download else None,
    )


def file_addresses(melody: Melody) -> dict[str, str]:
    """Return the address of every file of a melody, by extension."""
    return {
        file_format.extension: absolute(file_path(melody, file_format.extension))
        for file_format in formats_of(melody)
    }


def worksheet_path(view: str, recipe: Recipe, melodies: int = USUAL) -> str:
    """Return the path of the page of a worksheet, or of one of its files."""
    query: dict[str, Any] = as_typed(recipe, seed=True)
    query |= {"engine": ENGINE_VERSION, "melodies": melodies}
    return url_for(f"worksheets.{view}", **query)
