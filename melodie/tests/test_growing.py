"""What is left out of JSON means what it always meant, to older and newer readers alike."""

from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Final

import pytest

from melodie import contract
from melodie.accompaniment import Accompaniment, AccompanimentBar, Struck
from melodie.contract import (
    AccompanimentRequest,
    AlternativesRequest,
    AnalysisRequest,
    ChordsRequest,
    HarmoniesRequest,
    HarmonyRollRequest,
    ListLine,
    ListRequest,
    NotesRequest,
    PlayRequest,
    RhythmBar,
    RhythmEvent,
    RhythmRequest,
    ScoreRequest,
    TwistRequest,
    WorksheetRequest,
)
from melodie.duration import Tuplet
from melodie.event import Event
from melodie.form import BarForm, PhraseEnd
from melodie.harmony import Chord, PlacedChord
from melodie.pitch import Key
from melodie.score import Bar, Instrument, Score
from melodie.tempo import Tempo
from melodie.time_signature import TimeSignature

ALWAYS_WRITTEN: Final[dict[type, set[str]]] = {
    Score: {"title", "key", "time_signature", "tempo", "clef", "instrument", "bars"},
    Key: {"tonic", "scale", "mode"},
    TimeSignature: {"beats", "unit", "groups"},
    Tempo: {"beat_unit", "bpm"},
    Instrument: {"name", "program"},
    Bar: {"events"},
    BarForm: set(),
    PhraseEnd: {"event", "cadence"},
    Event: {"pitch", "duration"},
    Tuplet: {"actual", "normal"},
    PlacedChord: {"offset", "chord"},
    Chord: {"root", "quality"},
    Accompaniment: {"pattern", "bars"},
    AccompanimentBar: {"chords", "bass"},
    Struck: {"pitches", "duration"},
    RhythmRequest: {"time_signature", "rhythm", "bars", "seed"},
    RhythmBar: {"events"},
    RhythmEvent: {"duration"},
    NotesRequest: {"key", "scale", "time_signature", "bars", "lowest", "highest", "seed"},
    ChordsRequest: {"key", "scale", "time_signature", "bars", "seed"},
    ScoreRequest: {"score"},
    AlternativesRequest: {"score", "note", "lowest", "highest"},
    ListLine: {"text"},
    ListRequest: {"title", "lines"},
    WorksheetRequest: {"title", "scores"},
    TwistRequest: {"score", "twist", "lowest", "highest"},
    AnalysisRequest: {"score"},
    AccompanimentRequest: {"score", "pattern"},
    HarmoniesRequest: {"score"},
    HarmonyRollRequest: {"score", "seed"},
    PlayRequest: {"score"},
}
"""What every writer gives. Scores of before have no other, so there can be no other."""

LEFT_OUT: Final[dict[type, dict[str, Any]]] = {
    Score: {"accompaniment": None, "feel": "straight"},
    Accompaniment: {"program": 0, "bass_program": None},
    Instrument: {"diatonic": 0, "chromatic": 0, "id": None},
    Bar: {"pickup": False, "form": None, "chords": ()},
    BarForm: {"relation": "new", "answers": None, "job": None, "phrase_end": None},
    Event: {"tie": False, "tuplet": None, "breath": False, "slur": None, "foreign": False},
    Chord: {"bass": None, "extension": None},
    RhythmRequest: {
        "style": "song",
        "wildness": 0,
        "density": 50,
        "rests": 10,
        "syncopation": 0,
        "repetition": 50,
        "pickup": False,
        "kept": (),
        "form": (),
        "groups": (),
        "counts": (),
    },
    RhythmBar: {"pickup": False, "form": None},
    RhythmEvent: {"rest": False, "tie": False, "tuplet": None},
    NotesRequest: {
        "style": "song",
        "wildness": 0,
        "leaps": 50,
        "contour": "none",
        "kept": (),
        "chords": None,
    },
    HarmonyRollRequest: {"kept": ()},
    ChordsRequest: {"style": "song", "form": (), "kept": (), "chords": "auto"},
    AlternativesRequest: {"most": 6},
    ScoreRequest: {
        "footline": "",
        "paper": "a4",
        "screen": "wide",
        "chord_symbols": "names",
        "expression": 60,
        "fragment": False,
        "layout": "lead",
    },
    TwistRequest: {"option": None},
    AnalysisRequest: {},
    PlayRequest: {
        "percent": 100,
        "bpm": None,
        "instrument": None,
        "count_in": False,
        "metronome": False,
        "first_bar": None,
        "last_bar": None,
        "rounds": 1,
        "expression": 60,
        "tune_alone": False,
    },
    ListLine: {"end": ""},
    ListRequest: {"paper": "a4"},
    WorksheetRequest: {"footline": "", "paper": "a4", "chord_symbols": "names"},
}
"""What nobody writes: stored scores and older services hold on to these for ever."""


def test_every_request_has_its_rows() -> None:
    requests = {name for name in contract.__all__ if name.endswith("Request")}
    assert {kind.__name__ for kind in ALWAYS_WRITTEN} >= requests


def defaults_of(kind: type) -> dict[str, Any]:
    """Return the default of every field, MISSING where there is none."""
    if is_dataclass(kind):
        return {field.name: field.default for field in fields(kind)}
    return {
        name: MISSING if field.is_required() else field.default
        for name, field in kind.model_fields.items()  # type: ignore[attr-defined]  # a Message
    }


@pytest.mark.parametrize("kind", ALWAYS_WRITTEN, ids=lambda kind: kind.__name__)
def test_no_new_field_must_be_given(kind: type) -> None:
    found = defaults_of(kind)
    assert {name for name in found if found[name] is MISSING} == ALWAYS_WRITTEN[kind]


@pytest.mark.parametrize("kind", ALWAYS_WRITTEN, ids=lambda kind: kind.__name__)
def test_what_is_left_out_means_what_it_always_meant(kind: type) -> None:
    found = {name: value for name, value in defaults_of(kind).items() if value is not MISSING}
    assert found == LEFT_OUT.get(kind, {}), "A new field adds its row here; no row ever changes."
