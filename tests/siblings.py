"""The real sibling services of the frontend, all in this process."""

from functools import cache

from flask import Flask

from melodie.settings import load
from service1_frontend.services import Services
from service2_notes.app import create_app as create_notes
from service2_notes.settings import NotesSettings
from service3_rhythm.app import create_app as create_rhythm
from service3_rhythm.settings import RhythmSettings
from service4_lilypond.app import create_app as create_lilypond
from service4_lilypond.settings import LilypondSettings
from tests.remembering import remembering
from tests.wsgi import upstream_to


def real_services(
    notes: Flask | None = None, rhythm: Flask | None = None, lilypond: Flask | None = None
) -> Services:
    """Return clients of the real services, or of an app that stands in for one.

    The real ones remember in this process what they have answered.
    """
    return Services(
        notes=upstream_to("notes", notes or remembering(notes_app())),
        rhythm=upstream_to("rhythm", rhythm or remembering(rhythm_app())),
        lilypond=upstream_to("LilyPond", lilypond or remembering(lilypond_app())),
    )


@cache
def notes_app() -> Flask:
    """Return the notes service, one for all tests."""
    return create_notes(load(NotesSettings, {}))


@cache
def rhythm_app() -> Flask:
    """Return the rhythm service, one for all tests."""
    return create_rhythm(load(RhythmSettings, {}))


@cache
def lilypond_app() -> Flask:
    """Return the LilyPond service, one for all tests."""
    return create_lilypond(load(LilypondSettings, {}))
