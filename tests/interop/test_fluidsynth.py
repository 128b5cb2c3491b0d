"""FluidSynth plays the MIDI file from its first to its last note."""

import wave
from array import array
from pathlib import Path

from tests.interop.melodies import Melody
from tests.interop.programs import Programs

AUDIBLE = 300
"""Of 32,767: some 40 dB below full scale."""


def loudest(sound: wave.Wave_read, start: float, end: float) -> int:
    """Return the loudest sample between two times in seconds."""
    sound.setpos(int(start * sound.getframerate()))
    samples = array("h", sound.readframes(int((end - start) * sound.getframerate())))
    return max(map(abs, samples), default=0)


def test_every_note_is_heard(programs: Programs, melody: Melody, tmp_path: Path) -> None:
    programs.fluidsynth(melody.path(".mid"), tmp_path / "played.wav")
    seconds = 240 / melody.score.tempo.quarters_per_minute
    with wave.open(str(tmp_path / "played.wav")) as sound:
        silent = [
            (onset, key)
            for onset, duration, key in melody.heard
            if loudest(sound, float(onset * seconds), float((onset + duration) * seconds)) < AUDIBLE
        ]
    assert silent == []
