"""What the request being answered works with: the studio, and the addresses people see."""

from typing import Final, cast
from urllib.parse import urlsplit

from flask import current_app, request, url_for

from melodie.contract import Screen
from melodie.formats import file_name
from service1_frontend.files import formats_of
from service1_frontend.melodies import Melody
from service1_frontend.settings import FrontendSettings
from service1_frontend.studio import Studio

STUDIO: Final = "melodie.studio"
SETTINGS: Final = "melodie.settings"


def studio() -> Studio:
    """Return the studio of this app."""
    return cast("Studio", current_app.extensions[STUDIO])


def absolute(path: str) -> str:
    """Return the address that people see for a path that ``url_for`` gave."""
    settings = cast("FrontendSettings", current_app.extensions[SETTINGS])
    seen = urlsplit(settings.public_url or request.host_url)
    return f"{seen.scheme}://{seen.netloc}{path}"


def page_address(melody_id: str) -> str:
    """Return the address of a melody's page."""
    return absolute(url_for("pages.melody", melody_id=melody_id))


def file_path(
    melody: Melody, extension: str, *, screen: Screen | None = None, download: bool = False
) -> str:
    """Return the path of a file; ``download`` makes a browser save it."""
    return url_for(
        "pages.file",
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
