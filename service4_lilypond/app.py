"""The Flask app of the engraving service, for gunicorn."""

import atexit
import logging
import os
from pathlib import Path
from typing import Final

from apiflask import APIFlask

from melodie.errors import NotReady
from melodie.service import create_service
from melodie.settings import ServerSettings, load
from service4_lilypond.edition import edition
from service4_lilypond.engraving.concurrency import ConcurrencyLimit
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.slots import WorkerSlot
from service4_lilypond.engraving.worker import EngravingLimits
from service4_lilypond.lilypond.warming import warm_up_text
from service4_lilypond.player import Player
from service4_lilypond.rendering import Renderer
from service4_lilypond.routes import lilypond_routes, paper_routes, playing_routes
from service4_lilypond.settings import LilypondSettings, waiting_room
from service4_lilypond.sound.audio import find_soundfont

log = logging.getLogger(__name__)

MEBIBYTE: Final = 1 << 20


def create_app(settings: LilypondSettings | None = None) -> APIFlask:
    """Return the app, by ``settings`` or those of the environment.

    Raises ``SettingsError`` where the server has too few threads for them.
    """
    settings = settings or load(LilypondSettings, os.environ)
    waiting = waiting_room(settings, load(ServerSettings, os.environ).threads)
    engraver = _engraver(settings, waiting)
    atexit.register(engraver.close)
    synthesizers = ConcurrencyLimit(
        settings.synthesizers, waiting=waiting, patience=settings.engraving_seconds
    )
    app = create_service(
        "service4_lilypond",
        settings,
        description="A score as paper, picture, sound and data.",
        checks={
            "lilypond": engraver.check,
            "soundfont": lambda: find_soundfont(settings.soundfont),
        },
    )
    _tell_soundfont(settings.soundfont)
    renderer = Renderer(engraver, settings.soundfont, synthesizers)
    player = Player(settings.soundfont, synthesizers)
    app.register_blueprint(lilypond_routes(renderer, edition()))
    app.register_blueprint(paper_routes(renderer, edition()))
    app.register_blueprint(playing_routes(player, edition()))
    return app


def _tell_soundfont(given: Path | None) -> None:
    """Say in the log which soundfont plays, for packages and machines have different ones."""
    try:
        log.info("plays with %s", find_soundfont(given))
    except NotReady as error:
        log.warning("%s Sound is refused until there is one.", error)


def _engraver(settings: LilypondSettings, waiting: int) -> Engraver:
    limits = EngravingLimits(
        seconds=settings.engraving_seconds,
        cpu_seconds=settings.engraving_cpu_seconds,
        memory_bytes=settings.engraving_memory_mb * MEBIBYTE,
        output_bytes=settings.engraving_output_mb * MEBIBYTE,
    )
    text = warm_up_text()
    slots = [WorkerSlot(text, settings.engraver_lifetime) for _ in range(settings.engravers)]
    return Engraver(slots, limits, waiting=waiting)
