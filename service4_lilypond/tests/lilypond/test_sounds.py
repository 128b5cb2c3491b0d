from pathlib import Path

from mido import MidiFile

from melodie.score import Instrument
from service4_lilypond.lilypond.text import LAYOUT, lilypond_text
from service4_lilypond.tests.readers import run_lilypond
from tests.builders import a_score


def programs_of(file: MidiFile) -> set[int]:
    return {m.program for track in file.tracks for m in track if m.type == "program_change"}


def test_lilypond_plays_every_program_by_the_sound_that_was_meant(tmp_path: Path) -> None:
    scores = [a_score(instrument=Instrument("Any", program)) for program in range(128)]
    sources = [lilypond_text(score, midi=True).replace(LAYOUT, "") for score in scores]
    performed, complaints = run_lilypond(sources, tmp_path)
    assert complaints == ""
    assert [programs_of(file) for file in performed] == [{program} for program in range(128)]
