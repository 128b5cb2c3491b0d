"""The same as the pages, for programs."""

from apiflask import APIBlueprint
from flask import url_for

from melodie.contract import Analysis, Message
from melodie.score import Score
from service1_frontend.library.change import Change
from service1_frontend.library.melody import Melody
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.web.addresses import absolute, file_addresses, page_address
from service1_frontend.web.app_state import analyses, maker

api = APIBlueprint("api", __name__, url_prefix="/api/v1", tag="melodies")


class MelodyReply(Message):
    """A melody: its page, its recipe, the score, and its files' addresses.

    The recipe gives it again, unless it was made from the melody ``parent`` by a ``change``.
    """

    id: str
    url: str
    recipe: Recipe
    score: Score
    files: dict[str, str]
    parent: str | None = None
    change: Change | None = None


@api.get("/options")
@api.output(Options)
def options() -> Options:
    """List the choices, limits and defaults of a recipe."""
    return maker().options.get()


@api.post("/melodies")
@api.input(RecipeRequest, arg_name="wanted")
@api.output(MelodyReply, status_code=201)
def make(wanted: RecipeRequest) -> tuple[MelodyReply, int, dict[str, str]]:
    """Compose a melody; with one engine, the same recipe and seed give the same score."""
    melody = maker().make(wanted)
    location = absolute(url_for("api.melody", melody_id=melody.id))
    return reply_of(melody), 201, {"Location": location}


@api.get("/melodies/<melody_id>")
@api.output(MelodyReply)
@api.doc(responses=[404])
def melody(melody_id: str) -> MelodyReply:
    """Return a stored melody: its recipe, its score and the addresses of its files."""
    return reply_of(maker().find(melody_id))


@api.get("/melodies/<melody_id>/analysis")
@api.output(Analysis)
@api.doc(responses=[404])
def analysis(melody_id: str) -> Analysis:
    """Tell how a melody is made: compass, moves, high point, closes, returns, chords."""
    return analyses().get(maker().find(melody_id))


def reply_of(melody: Melody) -> MelodyReply:
    """Return what programs are told of a melody."""
    return MelodyReply(
        id=melody.id,
        url=page_address(melody.id),
        recipe=melody.recipe,
        score=melody.score,
        files=file_addresses(melody),
        parent=melody.parent_id,
        change=Change.read(melody.change),
    )
