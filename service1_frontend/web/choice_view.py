"""What pages show that offer a choice: other notes for one, or one of two melodies."""

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from flask import url_for
from markupsafe import Markup

from melodie.contract import ScoreRequest
from melodie.errors import MelodieError
from melodie.formats import BY_EXTENSION
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.sounding import SoundingNote, sounding_notes
from service1_frontend.library.change import Change
from service1_frontend.library.melody import Melody
from service1_frontend.variations.asked import bar_numbers
from service1_frontend.variations.exchanging import alternatives, exchanged, note_of
from service1_frontend.variations.recording import tune_of
from service1_frontend.web.app_state import maker
from service1_frontend.web.heard import Heard, heard
from service1_frontend.web.inline_svg import inline_svg
from service1_frontend.web.locks import Along, along, locked_asked
from service1_frontend.web.pictures import (
    LaterPicture,
    later_picture,
    score_pictures,
    screens_asked_for,
)
from service1_frontend.web.wording.changes import bar_name, change_in_words
from service1_frontend.web.wording.melody import picture_in_words
from service1_frontend.web.wording.notes import spoken_pitch, with_signs

PICTURE = BY_EXTENSION["svg"]


class Offered(NamedTuple):
    """A pitch that is offered, with a picture of where it stands, and how that sounds.

    ``picture`` is None where none is drawn now.
    """

    pitch: str
    name: str
    picture: Markup | None
    picture_id: str
    sound: str
    timeline: str


class NoteChoice(NamedTuple):
    """A note that can be another one."""

    number: int
    name: str
    bar: str
    now: Offered
    """The note as it is."""
    offered: list[Offered]


class Side(NamedTuple):
    """One of two melodies that are compared; ``here`` is the page on which it comes first."""

    letter: str
    title: str
    words: str
    path: str
    here: str
    pictures: Mapping[str, Markup]
    later: LaterPicture
    picture_in_words: str
    heard: Heard | None


def note_choice(melody: Melody, number: int) -> NoteChoice:
    """Return what fits in the place of a note; raises ``InvalidInput`` or an ``UpstreamError``."""
    note = note_of(melody.score, number)
    with maker().working():
        tune = tune_of(maker(), melody)
        pitches = alternatives(tune, number, maker().services)
        scores = [melody.score, *(exchanged(tune, number, pitch) for pitch in pitches)]
        shown = _number_beside(melody.score, note)
        now, *offered = [
            _marked(_offered(place, pitch, beside(score, note.bar), melody.id, number), shown)
            for place, (pitch, score) in enumerate(zip((note.pitch, *pitches), scores, strict=True))
        ]
    bar = bar_name(bar_numbers(melody.score)[note.bar]).lower()
    return NoteChoice(number, now.name, bar, now, offered)


def sides_of(first: Melody, second: Melody) -> list[Side]:
    """Return two melodies as they are compared."""
    taken = along(locked_asked(first.score))
    narrow = url_for("variations.compare", melody_id=first.id, other=second.id, screen="narrow")
    return [_side("A", first, second, narrow, taken), _side("B", second, first, narrow, taken)]


def _side(letter: str, melody: Melody, other: Melody, narrow: str, taken: Along) -> Side:
    options, before = maker().options.find(), letter.lower()
    words = picture_in_words(melody, options)
    return Side(
        letter=letter,
        title=melody.recipe.name,
        words=change_in_words(Change.read(melody.change)) if melody.parent_id else "",
        path=url_for("melodies.melody", melody_id=melody.id, **taken),
        here=url_for("variations.compare", melody_id=melody.id, other=other.id, **taken),
        pictures=score_pictures(melody, words, before, screens=screens_asked_for()),
        later=later_picture(melody, narrow),
        picture_in_words=words,
        heard=heard(melody, options, f"{before}wide {before}narrow"),
    )


def beside(score: Score, number: int) -> Score:
    """Return one bar of a score and one beside it, without what leads out of them."""
    first = max(0, number - 1)
    bars = [
        replace(
            bar,
            events=tuple(replace(event, slur=None, breath=False) for event in bar.events),
            form=None,
            chords=(),
        )
        for bar in score.bars[first : first + 2]
    ]
    *events, last = bars[-1].events
    bars[-1] = replace(bars[-1], events=(*events, replace(last, tie=False)))
    return replace(score, bars=tuple(bars), accompaniment=None)


def _number_beside(score: Score, note: SoundingNote) -> int:
    """Return the number that a note has among those of its bar and the one beside it."""
    start = sum(bar.length for bar in score.bars[: max(0, note.bar - 1)])
    found = sounding_notes(beside(score, note.bar))
    return next(one.number for one in found if one.onset == note.onset - start)


def _offered(place: int, pitch: Pitch, bars: Score, melody_id: str, number: int) -> Offered:
    drawn, named = f"choice{place}", str(pitch)
    return Offered(
        pitch=named,
        name=with_signs(named),
        picture=_drawn(bars, drawn, spoken_pitch(pitch)),
        picture_id=drawn,
        **{
            kind: url_for(f"note_sounds.{kind}", melody_id=melody_id, number=number, pitch=named)
            for kind in ("sound", "timeline")
        },
    )


def _drawn(bars: Score, prefix: str, label: str) -> Markup | None:
    wanted, drawn = ScoreRequest(score=bars, screen="narrow", fragment=True), io.BytesIO()
    try:
        maker().services.render(wanted, PICTURE, drawn)
    except MelodieError:
        return None
    return inline_svg(drawn.getvalue(), prefix, label)


def _marked(one: Offered, number: int) -> Offered:
    """Mark the note in its picture that is the choice."""
    note = Markup('data-note="{}"').format(number)
    marked = one.picture and one.picture.replace(note, note + Markup(" data-exchanged"))
    return one._replace(picture=marked)
