"""Variations for programs."""

from datetime import datetime

from apiflask import APIBlueprint
from flask import url_for

from melodie.contract import Alternatives, Message
from service1_frontend.library.change import Change
from service1_frontend.library.melody import Melody
from service1_frontend.variations.asked import NoteRequest, RollRequest, SettingsRequest
from service1_frontend.variations.exchanging import alternatives
from service1_frontend.variations.recording import (
    record_note,
    record_roll,
    record_settings,
    tune_of,
)
from service1_frontend.web.addresses import absolute, page_address
from service1_frontend.web.api import MelodyReply, reply_of
from service1_frontend.web.app_state import families, maker
from service1_frontend.web.numbers import whole_number

varied_api = APIBlueprint("varied_api", __name__, url_prefix="/api/v1", tag="melodies")

Made = tuple[MelodyReply, int, dict[str, str]]


class RelativeReply(Message):
    """A member of a family: its page, what it was made from, and how."""

    id: str
    url: str
    name: str
    parent: str | None
    change: Change | None
    made_at: datetime


class FamilyReply(Message):
    """All that was made of what a melody was made of, oldest first, as far as it is near."""

    members: tuple[RelativeReply, ...]


@varied_api.post("/melodies/<melody_id>/rolls")
@varied_api.input(RollRequest, arg_name="wanted")
@varied_api.output(MelodyReply, status_code=201)
@varied_api.doc(responses=[404])
def roll(melody_id: str, wanted: RollRequest) -> Made:
    """Make bars of a melody anew; the result is a melody of its own, locked bars equal."""
    return _made(record_roll(maker(), maker().find(melody_id), wanted))


@varied_api.post("/melodies/<melody_id>/settings")
@varied_api.input(SettingsRequest, arg_name="wanted")
@varied_api.output(MelodyReply, status_code=201)
@varied_api.doc(responses=[404])
def settings(melody_id: str, wanted: SettingsRequest) -> Made:
    """Give a melody another name, tempo, accompaniment or paper; no note moves."""
    return _made(record_settings(maker(), maker().find(melody_id), wanted))


@varied_api.get("/melodies/<melody_id>/notes/<number>")
@varied_api.output(Alternatives)
@varied_api.doc(responses=[404, 422])
def other_notes(melody_id: str, number: str) -> Alternatives:
    """List what else could stand for a note of a melody, the best first."""
    found = maker().find(melody_id)
    counted = whole_number(number) or 0
    with maker().working():
        fitting = alternatives(tune_of(maker(), found), counted, maker().services)
    return Alternatives(pitches=fitting)


@varied_api.post("/melodies/<melody_id>/notes")
@varied_api.input(NoteRequest, arg_name="wanted")
@varied_api.output(MelodyReply, status_code=201)
@varied_api.doc(responses=[404])
def note(melody_id: str, wanted: NoteRequest) -> Made:
    """Exchange one note of a melody; the result is a melody of its own."""
    return _made(record_note(maker(), maker().find(melody_id), wanted))


@varied_api.get("/melodies/<melody_id>/family")
@varied_api.output(FamilyReply)
@varied_api.doc(responses=[404])
def family(melody_id: str) -> FamilyReply:
    """List what a melody was made from and what was made from it, oldest first."""
    found = maker().find(melody_id)
    return FamilyReply(
        members=tuple(
            RelativeReply(
                id=one.id,
                url=page_address(one.id),
                name=one.name,
                parent=one.parent_id,
                change=one.change,
                made_at=one.made_at,
            )
            for one in families().of(found.id)
        )
    )


def _made(melody: Melody) -> Made:
    location = absolute(url_for("api.melody", melody_id=melody.id))
    return reply_of(melody), 201, {"Location": location}
