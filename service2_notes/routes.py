"""The notes service over HTTP."""

from apiflask import APIBlueprint

from melodie.contract import (
    ContourChoice,
    ContourChoices,
    Notes,
    NotesRequest,
    ScaleChoice,
    ScaleChoices,
)
from service2_notes.composing import compose
from service2_notes.contours import CONTOURS
from service2_notes.keys import KEYS
from service2_notes.scales import SCALES

notes = APIBlueprint("notes", __name__, url_prefix="/v1", tag="notes")


@notes.get("/scales")
@notes.output(ScaleChoices)
def list_scales() -> ScaleChoices:
    """List the scales and the keys; the first of each is the default."""
    return ScaleChoices(
        scales=tuple(
            ScaleChoice(id=row.id, name=row.name, degrees=row.semitones, mode=row.mode)
            for row in SCALES.values()
        ),
        keys=KEYS,
    )


@notes.get("/contours")
@notes.output(ContourChoices)
def list_contours() -> ContourChoices:
    """List the contours; the first is the default."""
    return ContourChoices(
        contours=tuple(
            ContourChoice(id=row.id, name=row.name, description=row.description)
            for row in CONTOURS.values()
        )
    )


@notes.post("/notes")
@notes.input(NotesRequest, arg_name="wanted")
@notes.output(Notes)
def compose_notes(wanted: NotesRequest) -> Notes:
    """Find pitches for a rhythm; the same request always gives the same pitches."""
    return compose(wanted)
