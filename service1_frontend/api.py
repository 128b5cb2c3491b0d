"""The same as the pages, for programs."""

from apiflask import APIBlueprint
from flask import url_for

from melodie.contract import Message
from melodie.score import Score
from service1_frontend.current import absolute, file_addresses, page_address, studio
from service1_frontend.melodies import Melody
from service1_frontend.options import Options
from service1_frontend.recipes import Recipe, RecipeRequest

api = APIBlueprint("api", __name__, url_prefix="/api/v1", tag="melodies")


class MelodyReply(Message):
    """A melody: its page, the recipe that gives it again, the score, and its files' addresses."""

    id: str
    url: str
    recipe: Recipe
    score: Score
    files: dict[str, str]


@api.get("/options")
@api.output(Options)
def options() -> Options:
    """Give every choice and limit of a recipe, and what is taken where nothing is said."""
    return studio().options.get()


@api.post("/melodies")
@api.input(RecipeRequest, arg_name="wanted")
@api.output(MelodyReply, status_code=201)
def make(wanted: RecipeRequest) -> tuple[MelodyReply, int, dict[str, str]]:
    """Make a melody; the same recipe, seed included, always gives the same score."""
    melody = studio().make(wanted)
    location = absolute(url_for("api.melody", melody_id=melody.id))
    return _reply(melody), 201, {"Location": location}


@api.get("/melodies/<melody_id>")
@api.output(MelodyReply)
@api.doc(responses=[404])
def melody(melody_id: str) -> MelodyReply:
    """Give a melody that was made before."""
    return _reply(studio().library.find(melody_id))


def _reply(melody: Melody) -> MelodyReply:
    return MelodyReply(
        id=melody.id,
        url=page_address(melody.id),
        recipe=melody.recipe,
        score=melody.score,
        files=file_addresses(melody),
    )
