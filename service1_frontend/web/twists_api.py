"""Twists for programs."""

from apiflask import APIBlueprint
from flask import url_for

from melodie.contract import Identifier, Message, TwistChoices, Twisted
from melodie.contract.twists import OptionName
from service1_frontend.variations.twisting import Wish
from service1_frontend.web.addresses import absolute
from service1_frontend.web.api import MelodyReply, reply_of
from service1_frontend.web.app_state import maker, twister

twists_api = APIBlueprint("twists_api", __name__, url_prefix="/api/v1", tag="melodies")


class TwistWanted(Message):
    """A twist, and the way to do it; without an ``option`` the first is taken."""

    twist: Identifier
    option: OptionName | None = None

    @property
    def wish(self) -> Wish:
        """What is asked for, as the twister takes it."""
        return Wish(self.twist, self.option)


@twists_api.get("/twists")
@twists_api.output(TwistChoices)
def list_twists() -> TwistChoices:
    """List what can be done to a melody, and the ways to do each."""
    return twister().choices.get()


@twists_api.get("/melodies/<melody_id>/twists")
@twists_api.input(TwistWanted, location="query", arg_name="wanted")
@twists_api.output(Twisted)
@twists_api.doc(responses=[404, 422])
def preview(melody_id: str, wanted: TwistWanted) -> Twisted:
    """Return the score that a twist makes of a melody; nothing is recorded."""
    made = twister().twist(maker().find(melody_id), wanted.wish)
    return Twisted(score=made.score, octaves=made.octaves, folded=made.folded)


@twists_api.post("/melodies/<melody_id>/twists")
@twists_api.input(TwistWanted, arg_name="wanted")
@twists_api.output(MelodyReply, status_code=201)
@twists_api.doc(responses=[404])
def keep(melody_id: str, wanted: TwistWanted) -> tuple[MelodyReply, int, dict[str, str]]:
    """Keep what a twist makes of a melody as a melody of its own."""
    made = twister().keep(maker().find(melody_id), wanted.wish)
    location = absolute(url_for("api.melody", melody_id=made.id))
    return reply_of(made), 201, {"Location": location}
