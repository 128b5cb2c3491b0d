"""Makers of melodies for tests, which end before their database does."""

from collections import Counter
from dataclasses import dataclass, replace
from threading import Event
from typing import Final

from flask import Flask, Response, request

from melodie.contract import EDITION_HEADER, Screen
from melodie.formats import BY_EXTENSION
from service1_frontend.library.contents import Content
from service1_frontend.library.melodies import Library
from service1_frontend.library.melody import Melody
from service1_frontend.making.maker import MelodyMaker, build_maker
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.options_cache import OptionsCache
from service1_frontend.services import Services
from service1_frontend.settings import FrontendSettings
from tests.siblings import real_services


@dataclass(frozen=True)
class MakerUnderTest:
    """A maker, and what a test wants of it."""

    maker: MelodyMaker

    @property
    def library(self) -> Library:
        return self.maker.library

    def get(self, melody: Melody, kind: str, screen: Screen = "wide") -> Content:
        return self.maker.files.get(self.maker.file_request(melody, BY_EXTENSION[kind], screen))

    def read(self, melody: Melody, kind: str, screen: Screen = "wide") -> bytes:
        return whole(self.get(melody, kind, screen))

    def drain(self) -> None:
        """Return when all that was begun is done."""
        for pool in self.maker.pools:
            pool.drain()


def whole(content: Content) -> bytes:
    with content.open() as reader:
        return reader.read()


OPENED: Final[list[MakerUnderTest]] = []
"""All of this test; what they began must end with it."""


def a_maker(services: Services, options: Options, library: Library) -> MakerUnderTest:
    maker = build_maker(FrontendSettings(), services, library, _address, threads=8)
    OPENED.append(MakerUnderTest(replace(maker, options=OptionsCache(lambda: options, seconds=60))))
    return OPENED[-1]


def with_engraver(services: Services, app: Flask) -> Services:
    """The services, with ``app`` as the one that makes files."""
    stands_in = real_services(lilypond=app)
    return replace(services, lilypond=stands_in.lilypond, editions=stands_in.editions)


def away(services: Services) -> Services:
    """The services without the one that makes files."""
    return with_engraver(services, Flask("away"))


def _address(melody_id: str) -> str:
    return f"https://m.example/{melody_id}"


class Engraver:
    """Stands in for the LilyPond service and counts what it is asked for."""

    def __init__(self, body: bytes = b"file", edition: str = "one") -> None:
        self.body = body
        self.edition = edition
        self.headers: dict[str, str] = {}
        self.answering_at_once = ""
        self.asked: Counter[str] = Counter()
        self.go_on = Event()
        self.go_on.set()
        self.app = Flask("engraver")
        self.app.post("/v1/scores")(self._answer)
        self.app.get("/v1/edition")(lambda: {"edition": self.edition})

    def _answer(self) -> Response:
        self.asked[request.headers["Accept"]] += 1
        if request.headers["Accept"] != self.answering_at_once:
            assert self.go_on.wait(10)
        return Response(self.body, headers={EDITION_HEADER: self.edition, **self.headers})

    def serving(self, services: Services) -> Services:
        return with_engraver(services, self.app)
