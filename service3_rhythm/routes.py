"""The rhythm service over HTTP."""

from apiflask import APIBlueprint

from melodie.contract import (
    Rhythm,
    RhythmChoice,
    RhythmChoices,
    RhythmRequest,
    StyleChoice,
    StyleChoices,
    TimeSignatureChoice,
    TimeSignatureChoices,
)
from melodie.lenient import for_siblings_too
from service3_rhythm.composing import compose
from service3_rhythm.styles import STYLES
from service3_rhythm.time_signatures import TIME_SIGNATURES
from service3_rhythm.vocabularies import VOCABULARIES

rhythms = APIBlueprint("rhythms", __name__, url_prefix="/v1", tag="rhythms")


@rhythms.get("/rhythms")
@rhythms.output(RhythmChoices)
def list_rhythms() -> RhythmChoices:
    """List the sets of note values; the first is the default."""
    return RhythmChoices(
        rhythms=tuple(
            RhythmChoice(
                id=row.id, name=row.name, description=row.description, durations=row.durations
            )
            for row in VOCABULARIES.values()
        )
    )


@rhythms.get("/time-signatures")
@rhythms.output(TimeSignatureChoices)
def list_time_signatures() -> TimeSignatureChoices:
    """List the time signatures with their beat groupings; the first is the default."""
    return TimeSignatureChoices(
        time_signatures=tuple(
            TimeSignatureChoice(
                id=row.id,
                beats=row.beats,
                unit=row.unit,
                groupings=row.groupings,
                beat_unit=row.beat_unit,
            )
            for row in TIME_SIGNATURES.values()
        )
    )


@rhythms.get("/styles")
@rhythms.output(StyleChoices)
def list_styles() -> StyleChoices:
    """List the styles; the first is the default."""
    return StyleChoices(
        styles=tuple(
            StyleChoice(id=row.id, name=row.name, description=row.description, swung=row.swung)
            for row in STYLES.values()
        )
    )


@rhythms.post("/rhythms")
@rhythms.input(for_siblings_too(RhythmRequest), arg_name="wanted")
@rhythms.output(Rhythm)
def compose_rhythm(wanted: RhythmRequest) -> Rhythm:
    """Compose a rhythm of whole bars; the same request always gives the same rhythm."""
    return compose(wanted)
