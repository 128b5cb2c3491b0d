"""An accompaniment as it sounds: in MIDI, and below the tune."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import mido
import numpy as np
import pytest

from melodie.contract import Playing
from melodie.harmony import Chord, PlacedChord
from melodie.score import Bar, Score
from service4_lilypond.sound import backing
from service4_lilypond.sound.audio import find_soundfont, played_wav, wav
from service4_lilypond.sound.midi import midi
from service4_lilypond.sound.performance import Performance, perform
from service4_lilypond.sound.synthesis import play
from service4_lilypond.tests.accompanied import HELD, WALTZ, accompanied
from tests.builders import a_score, note

FONT = find_soundfont(None)
SILENT = Bar((note("C5", "1"),), chords=(PlacedChord(Fraction(1, 2), None),))
CHORDS = (PlacedChord(Fraction(0), Chord("C", "diminished")),)


def tracks(score: Score) -> dict[str, mido.MidiTrack]:
    return {track.name: track for track in mido.MidiFile(file=BytesIO(midi(score))).tracks}


def struck(track: mido.MidiTrack) -> list[tuple[int, int]]:
    now, found = 0, []
    for message in track:
        now += message.time
        if message.type == "note_on":
            found.append((now, message.note))
    return found


def test_a_file_has_a_named_track_for_the_tune_and_for_each_hand() -> None:
    found = tracks(accompanied(HELD, WALTZ, sound={"program": 24, "bass_program": 32}))
    assert list(found) == ["A tune", "Piano", "Chords", "Bass"]
    assert struck(found["Chords"])[:3] == [(0, 52), (0, 55), (0, 60)]
    assert struck(found["Bass"]) == [(0, 48), (3840, 48), (5760, 43)]
    changes = {
        name: (message.channel, message.program)
        for name, track in found.items()
        for message in track
        if message.type == "program_change"
    }
    assert changes == {"Piano": (0, 0), "Chords": (1, 24), "Bass": (2, 32)}


def test_every_track_of_notes_has_the_signatures_and_is_as_long() -> None:
    found = tracks(accompanied(HELD, WALTZ))
    for name in ("Piano", "Chords", "Bass"):
        kinds = [message.type for message in found[name]]
        assert {"key_signature", "time_signature"} <= set(kinds)
    assert len({sum(message.time for message in track) for track in found.values()}) == 1


def test_the_names_of_the_chords_are_markers() -> None:
    tune = [Bar((note("C5", "1"),), chords=CHORDS), SILENT]
    markers = [
        m.text for m in tracks(accompanied(HELD, HELD, tune=tune))["A tune"] if m.type == "marker"
    ]
    assert markers == ["Cdim", "N.C."]


def test_a_tune_alone_has_the_bytes_that_it_always_had() -> None:
    assert list(tracks(a_score())) == ["A tune", "Piano"]


def test_an_accompaniment_is_played_below_the_tune_and_leaves_its_notes_alone() -> None:
    score = accompanied(HELD, WALTZ)
    played, alone = perform(score), perform(score, Playing(tune_alone=True))
    assert alone.backing == ()
    assert played.notes == alone.notes
    assert len(played.backing) == 3 + 1 + 6 + 2
    assert max(one.end for one in played.backing) == played.seconds
    assert dict(played.programs) == {10: 0, 11: 0}


@pytest.mark.parametrize("bar", [1, 2])
def test_bars_are_played_with_what_is_below_them(bar: int) -> None:
    played = perform(accompanied(HELD, WALTZ), Playing(first_bar=bar, last_bar=bar))
    assert len(played.backing) == (4 if bar == 1 else 8)
    assert min(one.onset for one in played.backing) == 0


def energies(played: Performance) -> tuple[float, float]:
    """Return the energy on the left and on the right, before there is a room about it."""
    left, right = np.concatenate(list(play(played, FONT, 22_050, 1.0)), axis=1)
    return float((left**2).sum()), float((right**2).sum())


@pytest.mark.parametrize(
    ("hand", "to_the_right"), [(backing.CHORDS, 1.7), (backing.BASS, -1.7), (None, 0)]
)
def test_a_hand_stands_a_little_aside_and_the_tune_in_the_middle(
    hand: int | None, to_the_right: float
) -> None:
    played = perform(accompanied(HELD, WALTZ))
    below = tuple(one for one in played.backing if one.channel == hand)
    left, right = energies(replace(played, backing=below, notes=() if hand else played.notes))
    assert 10 * np.log10(right / left) == pytest.approx(to_the_right, abs=0.5)


def test_whatever_was_played_before_a_score_sounds_alike() -> None:
    score = accompanied(HELD, WALTZ)
    first = wav(score, FONT)
    other = accompanied(WALTZ, WALTZ, sound={"program": 24, "bass_program": 32})
    assert wav(other, FONT) != first
    played_wav(other, perform(other, Playing(metronome=True), 60), FONT)
    assert wav(score, FONT) == first
