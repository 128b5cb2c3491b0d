"""The notes service over HTTP."""

from apiflask import APIBlueprint

from melodie.contract import (
    Accompanied,
    AccompanimentChoice,
    AccompanimentChoices,
    AccompanimentRequest,
    Alternatives,
    AlternativesRequest,
    Analysis,
    AnalysisRequest,
    Chords,
    ChordsRequest,
    ContourChoice,
    ContourChoices,
    Harmonies,
    HarmoniesRequest,
    Harmony,
    HarmonyRollRequest,
    Notes,
    NotesRequest,
    ProgressionChoices,
    ScaleChoice,
    ScaleChoices,
    TwistChoice,
    TwistChoices,
    Twisted,
    TwistOption,
    TwistRequest,
)
from melodie.lenient import for_siblings_too
from service2_notes.accompanying.composing import accompany
from service2_notes.accompanying.patterns import PATTERNS
from service2_notes.alternatives import alternatives
from service2_notes.analysis.analysing import analyse
from service2_notes.composing import compose
from service2_notes.contours import CONTOURS
from service2_notes.harmonising.harmonising import harmonise
from service2_notes.harmonising.rolling import roll_harmony
from service2_notes.harmony.composing import compose_chords
from service2_notes.keys import KEYS
from service2_notes.progressions.choosing import choices
from service2_notes.scales import SCALES
from service2_notes.twists.table import TWISTS
from service2_notes.twists.twisting import twist

notes = APIBlueprint("notes", __name__, url_prefix="/v1", tag="notes")


@notes.get("/scales")
@notes.output(ScaleChoices)
def list_scales() -> ScaleChoices:
    """List the scales and the keys; the first of each is the default."""
    return ScaleChoices(
        scales=tuple(
            ScaleChoice(id=row.id, name=row.name, semitones=row.semitones, mode=row.mode)
            for row in SCALES.values()
        ),
        keys=KEYS,
    )


@notes.get("/progressions")
@notes.output(ProgressionChoices)
def list_progressions() -> ProgressionChoices:
    """List the progressions to compose over, and what else `chords` can be but one's own."""
    return ProgressionChoices(progressions=choices())


@notes.get("/contours")
@notes.output(ContourChoices)
def list_contours() -> ContourChoices:
    """List the melodic contours; the first is the default."""
    return ContourChoices(
        contours=tuple(
            ContourChoice(id=row.id, name=row.name, description=row.description)
            for row in CONTOURS.values()
        )
    )


@notes.post("/notes")
@notes.input(for_siblings_too(NotesRequest), arg_name="wanted")
@notes.output(Notes)
def compose_notes(wanted: NotesRequest) -> Notes:
    """Compose pitches for a rhythm; the same request always gives the same pitches."""
    return compose(wanted)


@notes.post("/chords")
@notes.input(for_siblings_too(ChordsRequest), arg_name="wanted")
@notes.output(Chords)
def draw_chords(wanted: ChordsRequest) -> Chords:
    """Compose chords for a form; the same request always gives the same chords."""
    return compose_chords(wanted)


@notes.get("/accompaniments")
@notes.output(AccompanimentChoices)
def list_accompaniments() -> AccompanimentChoices:
    """List the ways to accompany a melody."""
    return AccompanimentChoices(
        accompaniments=tuple(
            AccompanimentChoice(id=row.id, name=row.name, description=row.description)
            for row in PATTERNS.values()
        )
    )


@notes.post("/accompaniments")
@notes.input(for_siblings_too(AccompanimentRequest), arg_name="wanted")
@notes.output(Accompanied)
def make_accompaniment(wanted: AccompanimentRequest) -> Accompanied:
    """Accompany a score with its chords; the same request always gives the same notes."""
    return accompany(wanted)


@notes.post("/harmonies")
@notes.input(for_siblings_too(HarmoniesRequest), arg_name="wanted")
@notes.output(Harmonies)
def harmonise_score(wanted: HarmoniesRequest) -> Harmonies:
    """Find chords for a score three times: plain, richer, surprising."""
    return harmonise(wanted)


@notes.post("/harmonies/rolls")
@notes.input(for_siblings_too(HarmonyRollRequest), arg_name="wanted")
@notes.output(Harmony)
def roll_chords(wanted: HarmonyRollRequest) -> Harmony:
    """Draw other chords than a score has; the same request always gives the same chords."""
    return roll_harmony(wanted)


@notes.get("/twists")
@notes.output(TwistChoices)
def list_twists() -> TwistChoices:
    """List what can be done to a score; of each twist the first option is the default."""
    return TwistChoices(
        twists=tuple(
            TwistChoice(
                id=row.id,
                name=row.name,
                description=row.description,
                options=tuple(TwistOption(id=one.id, name=one.name) for one in row.options),
            )
            for row in TWISTS.values()
        )
    )


@notes.post("/twists")
@notes.input(for_siblings_too(TwistRequest), arg_name="wanted")
@notes.output(Twisted)
def twist_score(wanted: TwistRequest) -> Twisted:
    """Twist a score: transpose, invert, turn round, stretch, ornament or thin it out."""
    return twist(wanted)


@notes.post("/analyses")
@notes.input(for_siblings_too(AnalysisRequest), arg_name="wanted")
@notes.output(Analysis)
def analyse_score(wanted: AnalysisRequest) -> Analysis:
    """Tell how a melody is made: compass, moves, high point, closes, returns, chords."""
    return analyse(wanted)


@notes.post("/alternatives")
@notes.input(for_siblings_too(AlternativesRequest), arg_name="wanted")
@notes.output(Alternatives)
def list_alternatives(wanted: AlternativesRequest) -> Alternatives:
    """List what else could stand for one note of a score, the best first."""
    return alternatives(wanted)
