"""Chords that are chosen: by name in every scale that has a form of them, or typed."""

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from melodie.chord_kinds import chord_tones, symbol
from melodie.contract import ChordsRequest, KeptChords
from melodie.errors import InvalidInput
from melodie.harmony import BarChords, Chord, PlacedChord
from melodie.pitch import Key
from melodie.time_signature import TimeSignature
from service2_notes.harmony.composing import compose_chords
from service2_notes.keys import KEYS, key_for
from service2_notes.progressions.choosing import choices, chosen_chords
from service2_notes.progressions.fitting import HOMES
from service2_notes.progressions.table import PROGRESSIONS
from service2_notes.scales import SCALES

COMMON = TimeSignature(4, 4, (2, 2))
TIMES = st.sampled_from(
    [COMMON, TimeSignature(3, 4, (3,)), TimeSignature(7, 8, (2, 2, 3)), TimeSignature(2, 4, (2,))]
)


def key(tonic: str = "C", scale: str = "major") -> Key:
    """Return a key that is offered."""
    return key_for(tonic, SCALES[scale])


def said(text: str, bars: int = 8, scale: str = "major", tonic: str = "C") -> str:
    """Return the chords that are chosen, as one would write them."""
    chosen = chosen_chords(text, key(tonic, scale), COMMON, bars).bars
    return " | ".join(_bar(bar) for bar in chosen)


def _bar(bar: BarChords) -> str:
    return " ".join(symbol(one.chord) for one in bar if one.chord)


def test_there_are_enough_progressions_each_with_its_own_name() -> None:
    assert len(PROGRESSIONS) >= 16
    assert len({row.name for row in PROGRESSIONS.values()}) == len(PROGRESSIONS)
    assert HOMES.keys() == SCALES.keys()


@given(
    st.sampled_from(list(PROGRESSIONS)),
    st.sampled_from(list(SCALES)),
    st.sampled_from(KEYS),
    TIMES,
    st.integers(1, 32),
)
def test_a_named_progression_is_played_in_a_scale_or_refused_in_words(
    name: str, scale: str, tonic: str, time: TimeSignature, bars: int
) -> None:
    home, row = HOMES[scale], PROGRESSIONS[name]
    either = scale == "minor_blues"  # which sounds over both kinds of blues
    if home is None or not (getattr(row, home.base) or either):
        with pytest.raises(InvalidInput) as refused:
            chosen_chords(name, key(tonic, scale), time, bars)
        assert refused.value.fields[0].code == "not_played_in"
        return
    chosen = chosen_chords(name, key(tonic, scale), time, bars).bars
    assert len(chosen) == bars
    assert all(bar and all(one.chord for one in bar) for bar in chosen)


@given(
    st.sampled_from(list(PROGRESSIONS)),
    st.sampled_from(["major", "natural_minor"]),
    st.integers(5, 32),
)
def test_a_named_progression_comes_home(name: str, scale: str, bars: int) -> None:
    if not getattr(PROGRESSIONS[name], HOMES[scale].base):  # type: ignore[union-attr]
        return
    last = chosen_chords(name, key(scale=scale), COMMON, bars).bars[-1][-1].chord
    assert last is not None
    assert "C" in chord_tones(last)


def test_progressions_are_fitted_to_the_scale() -> None:
    assert said("pop", 4) == "C | G | Am | F"
    assert said("pop", 4, "natural_minor") == "Cm | Gm | Ab | Fm"
    assert said("three_chords", 4, "dorian") == "Cm | F | Gm | Cm"
    assert said("pop", 4, "mixolydian") == "C | Gm | Am | F"
    assert said("three_chords", 4, "minor_blues") == "C7 | F7 | G7 | C7"
    assert said("minor_blues", 2, "minor_blues", "A") == "Am7 | Am7"
    assert said("mixolydian_vamp", 2, "lydian") == "C | Bb"
    assert said("andalusian", 4, "natural_minor", "A") == "Am | G | F | E"


@pytest.mark.parametrize("name", ["12-bar blues", "12 BAR BLUES", "blues", "Blues "])
def test_a_progression_is_known_by_its_id_and_its_name(name: str) -> None:
    assert said(name, 5) == "C7 | C7 | C7 | C7 | F7"


def test_what_is_short_returns_and_what_is_long_is_cut() -> None:
    assert said("C | G", 5) == "C | G | C | G | C"
    assert chosen_chords("C | G | F", key(), COMMON, 2).unused == 1
    assert chosen_chords("blues", key(), COMMON, 8).unused == 4
    assert chosen_chords("C", key(), COMMON, 8).unused == 0


def test_what_is_typed_ends_as_it_is_typed() -> None:
    assert said("C | G") == "C | G | C | G | C | G | C | G"


def wanted(**fields: object) -> ChordsRequest:
    """Return a request for chords in C major."""
    told = {"key": "C", "scale": "major", "time_signature": COMMON, "bars": 4, "seed": 1}
    return ChordsRequest.model_validate(told | fields)


def test_bars_that_are_kept_keep_their_chords_beside_chosen_ones() -> None:
    kept = KeptChords(number=1, chords=(PlacedChord(0, Chord("D", "minor")),))  # type: ignore[arg-type]
    bars = compose_chords(wanted(chords="C | F", kept=(kept,))).bars
    assert [_bar(bar) for bar in bars] == ["C", "Dm", "C", "F"]
    assert compose_chords(wanted(chords="none")).bars == ((),) * 4


def test_chords_are_drawn_where_none_are_chosen() -> None:
    assert compose_chords(wanted(chords="auto")) == compose_chords(wanted())


def test_the_choices_say_what_they_are(client: FlaskClient) -> None:
    listed = client.get("/v1/progressions").get_json()["progressions"]
    assert [one["id"] for one in listed[:2]] == ["auto", "none"]
    assert {one["id"] for one in listed[2:]} == {*PROGRESSIONS}
    assert next(one for one in listed if one["id"] == "rock") == {
        "id": "rock",
        "name": "Rock, double plagal",
        "description": "I | \N{MUSIC FLAT SIGN}VII | IV | I",
        "bars": 4,
    }
    assert len(choices()) == len(listed)


def test_what_cannot_be_read_is_told_with_its_bar_and_symbol(client: FlaskClient) -> None:
    asked = wanted(chords="C | Xy").model_dump(mode="json")
    answer = client.post("/v1/chords", json=asked)
    assert answer.status_code == 422
    (fault,) = answer.get_json()["errors"]
    assert (fault["field"], fault["code"]) == ("chords", "no_such_chord")
    assert fault["params"] == {"bar": 2, "symbol": "Xy"}
