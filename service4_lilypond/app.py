"""The engraving service as an app for gunicorn."""

import atexit
import os
from typing import Final

from apiflask import APIFlask

from melodie.service import create_service
from melodie.settings import ServerSettings, load
from service4_lilypond.audio import find_soundfont
from service4_lilypond.edition import edition
from service4_lilypond.engraver import Engraver
from service4_lilypond.gate import Gate
from service4_lilypond.lilypond import Limits
from service4_lilypond.presses import PressStand
from service4_lilypond.rendering import Studio
from service4_lilypond.routes import lilypond_routes
from service4_lilypond.settings import LilypondSettings, waiting_room
from service4_lilypond.warming import warm_up_text

MEBIBYTE: Final = 1 << 20


def create_app(settings: LilypondSettings | None = None) -> APIFlask:
    """Make the app; without ``settings`` they are read from the environment.

    Raises ``SettingsError`` where the server's threads are too few for them.
    """
    settings = settings or load(LilypondSettings, os.environ)
    waiting = waiting_room(settings, load(ServerSettings, os.environ).threads)
    engraver = _engraver(settings, waiting)
    atexit.register(engraver.close)
    synthesizers = Gate(settings.synthesizers, waiting=waiting, patience=settings.engraving_seconds)
    app = create_service(
        "service4_lilypond",
        settings,
        description="A score as paper, picture, sound and data.",
        checks={
            "lilypond": engraver.check,
            "soundfont": lambda: find_soundfont(settings.soundfont),
        },
    )
    studio = Studio(engraver, settings.soundfont, synthesizers)
    app.register_blueprint(lilypond_routes(studio, edition()))
    return app


def _engraver(settings: LilypondSettings, waiting: int) -> Engraver:
    limits = Limits(
        seconds=settings.engraving_seconds,
        cpu_seconds=settings.engraving_cpu_seconds,
        memory_bytes=settings.engraving_memory_mb * MEBIBYTE,
        output_bytes=settings.engraving_output_mb * MEBIBYTE,
    )
    text = warm_up_text()
    stands = [PressStand(text, settings.engraver_lifetime) for _ in range(settings.engravers)]
    return Engraver(stands, limits, waiting=waiting)
