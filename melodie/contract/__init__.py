"""What the services say to each other, as frozen values with their JSON.

Durations travel as fractions of a whole note (``"3/8"``), pitches in
scientific pitch notation (``"Bb4"``). Unknown fields are refused.
"""

from melodie.contract.engraving import (
    EDITION_HEADER,
    Edition,
    InstrumentChoice,
    InstrumentChoices,
    Paper,
    ScoreRequest,
    Screen,
)
from melodie.contract.message import MAX_SEED, Bars, Identifier, Message, Metre, Percentage, Seed
from melodie.contract.notes import (
    ContourChoice,
    ContourChoices,
    Notes,
    NotesRequest,
    ScaleChoice,
    ScaleChoices,
)
from melodie.contract.rhythm import (
    Cadence,
    MetreChoice,
    MetreChoices,
    PhraseEnd,
    Rhythm,
    RhythmBar,
    RhythmBars,
    RhythmChoice,
    RhythmChoices,
    RhythmEvent,
    RhythmRequest,
    StyleChoice,
    StyleChoices,
)
from melodie.contract.state import Health, Version

__all__ = [
    "EDITION_HEADER",
    "MAX_SEED",
    "Bars",
    "Cadence",
    "ContourChoice",
    "ContourChoices",
    "Edition",
    "Health",
    "Identifier",
    "InstrumentChoice",
    "InstrumentChoices",
    "Message",
    "Metre",
    "MetreChoice",
    "MetreChoices",
    "Notes",
    "NotesRequest",
    "Paper",
    "Percentage",
    "PhraseEnd",
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
    "StyleChoice",
    "StyleChoices",
    "Version",
]
