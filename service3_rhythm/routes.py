"""The rhythm service over HTTP."""

from apiflask import APIBlueprint

from melodie.contract import (
    MetreChoice,
    MetreChoices,
    Rhythm,
    RhythmChoice,
    RhythmChoices,
    RhythmRequest,
    StyleChoice,
    StyleChoices,
)
from service3_rhythm.composing import compose
from service3_rhythm.metres import METRES
from service3_rhythm.styles import STYLES
from service3_rhythm.vocabularies import VOCABULARIES

rhythms = APIBlueprint("rhythms", __name__, url_prefix="/v1", tag="rhythms")


@rhythms.get("/rhythms")
@rhythms.output(RhythmChoices)
def list_rhythms() -> RhythmChoices:
    """List the rhythm vocabularies; the first is the default."""
    return RhythmChoices(
        rhythms=tuple(
            RhythmChoice(
                id=row.id, name=row.name, description=row.description, durations=row.durations
            )
            for row in VOCABULARIES.values()
        )
    )


@rhythms.get("/time-signatures")
@rhythms.output(MetreChoices)
def list_time_signatures() -> MetreChoices:
    """List the metres with their beat groupings; the first is the default."""
    return MetreChoices(
        time_signatures=tuple(
            MetreChoice(
                id=row.id,
                beats=row.beats,
                unit=row.unit,
                groupings=row.groupings,
                beat_unit=row.beat_unit,
            )
            for row in METRES.values()
        )
    )


@rhythms.get("/styles")
@rhythms.output(StyleChoices)
def list_styles() -> StyleChoices:
    """List the styles; the first is the default."""
    return StyleChoices(
        styles=tuple(
            StyleChoice(id=row.id, name=row.name, description=row.description)
            for row in STYLES.values()
        )
    )


@rhythms.post("/rhythms")
@rhythms.input(RhythmRequest, arg_name="wanted")
@rhythms.output(Rhythm)
def compose_rhythm(wanted: RhythmRequest) -> Rhythm:
    """Compose whole bars; the same request always gives the same bars."""
    return compose(wanted)
