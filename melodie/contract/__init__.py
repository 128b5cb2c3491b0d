"""The messages between the services, as frozen values with their JSON.

Durations travel as fractions of a whole note (``"3/8"``), pitches in
scientific pitch notation (``"Bb4"``). Unknown fields are refused.

============== =======================================================
message        what every message is made of
state          the version and the health of every service
rhythm         what is asked of service3_rhythm, and what it answers
notes          what is asked of service2_notes, and what it answers
harmony        what is asked of service2_notes about chords alone
accompaniments ... about what is played below a score
twists         what is asked of service2_notes about a score that exists
analysis       ... and about how it is made
others         ... and about what else could stand for one of its notes
engraving      what is asked of service4_lilypond, and what it answers
playing        how it plays a score, and when what sounds
============== =======================================================
"""

from melodie.contract.accompaniments import (
    Accompanied,
    AccompanimentChoice,
    AccompanimentChoices,
    AccompanimentRequest,
)
from melodie.contract.analysis import Analysis, AnalysisRequest
from melodie.contract.engraving import (
    EDITION_HEADER,
    ChordSymbols,
    Edition,
    InstrumentChoice,
    InstrumentChoices,
    Layout,
    ListLine,
    ListRequest,
    Paper,
    ScoreRequest,
    Screen,
    WorksheetRequest,
)
from melodie.contract.harmony import (
    AUTO_CHORDS,
    NO_CHORDS,
    Chords,
    ChordsByBar,
    ChordsRequest,
    ChordsText,
    Harmonies,
    HarmoniesRequest,
    Harmony,
    HarmonyRollRequest,
    KeptChords,
    ProgressionChoice,
    ProgressionChoices,
    Taste,
)
from melodie.contract.message import (
    APPLIED_HEADER,
    LENIENT,
    MAX_SEED,
    PREFER_HEADER,
    Bars,
    Identifier,
    Message,
    Percentage,
    Seed,
    TimeSignatureText,
)
from melodie.contract.notes import (
    BarPitches,
    ContourChoice,
    ContourChoices,
    KeptPitches,
    NotePlace,
    Notes,
    NotesRequest,
    ScaleChoice,
    ScaleChoices,
)
from melodie.contract.others import Alternatives, AlternativesRequest
from melodie.contract.playing import (
    MAX_EXPRESSION,
    MAX_PERCENT,
    MAX_ROUNDS,
    MIN_PERCENT,
    USUAL_EXPRESSION,
    Expression,
    Playing,
    PlayRequest,
    Strength,
    Timeline,
    TimelineBar,
    TimelineClick,
    TimelineNote,
)
from melodie.contract.rhythm import (
    KeptRhythm,
    Rhythm,
    RhythmBar,
    RhythmBars,
    RhythmChoice,
    RhythmChoices,
    RhythmEvent,
    RhythmRequest,
    StyleChoice,
    StyleChoices,
    TimeSignatureChoice,
    TimeSignatureChoices,
)
from melodie.contract.state import Health, Version
from melodie.contract.twists import (
    TwistChoice,
    TwistChoices,
    Twisted,
    TwistOption,
    TwistRequest,
)

__all__ = [
    "APPLIED_HEADER",
    "AUTO_CHORDS",
    "EDITION_HEADER",
    "LENIENT",
    "MAX_EXPRESSION",
    "MAX_PERCENT",
    "MAX_ROUNDS",
    "MAX_SEED",
    "MIN_PERCENT",
    "NO_CHORDS",
    "PREFER_HEADER",
    "USUAL_EXPRESSION",
    "Accompanied",
    "AccompanimentChoice",
    "AccompanimentChoices",
    "AccompanimentRequest",
    "Alternatives",
    "AlternativesRequest",
    "Analysis",
    "AnalysisRequest",
    "BarPitches",
    "Bars",
    "ChordSymbols",
    "Chords",
    "ChordsByBar",
    "ChordsRequest",
    "ChordsText",
    "ContourChoice",
    "ContourChoices",
    "Edition",
    "Expression",
    "Harmonies",
    "HarmoniesRequest",
    "Harmony",
    "HarmonyRollRequest",
    "Health",
    "Identifier",
    "InstrumentChoice",
    "InstrumentChoices",
    "KeptChords",
    "KeptPitches",
    "KeptRhythm",
    "Layout",
    "ListLine",
    "ListRequest",
    "Message",
    "NotePlace",
    "Notes",
    "NotesRequest",
    "Paper",
    "Percentage",
    "PlayRequest",
    "Playing",
    "ProgressionChoice",
    "ProgressionChoices",
    "Rhythm",
    "RhythmBar",
    "RhythmBars",
    "RhythmChoice",
    "RhythmChoices",
    "RhythmEvent",
    "RhythmRequest",
    "ScaleChoice",
    "ScaleChoices",
    "ScoreRequest",
    "Screen",
    "Seed",
    "Strength",
    "StyleChoice",
    "StyleChoices",
    "Taste",
    "TimeSignatureChoice",
    "TimeSignatureChoices",
    "TimeSignatureText",
    "Timeline",
    "TimelineBar",
    "TimelineClick",
    "TimelineNote",
    "TwistChoice",
    "TwistChoices",
    "TwistOption",
    "TwistRequest",
    "Twisted",
    "Version",
    "WorksheetRequest",
]
