"""Beat groups that players would not expect are printed, on paper, on screen and in files."""

import re
from xml.etree import ElementTree as ET

import pytest

from melodie.score import Score
from melodie.time_signature import TimeSignature
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.musicxml.document import musicxml
from service4_lilypond.svg.picture import svg
from service4_lilypond.tests.agreement import READERS, meant
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import time_signature
from tests.scores import TIME_SIGNATURES

UNUSUAL = [
    time_signature("7/8", 3, 2, 2),
    time_signature("7/8", 2, 3, 2),
    time_signature("5/8", 2, 3),
    time_signature("5/4", 2, 3),
]
USUAL = [
    time_signature("7/8", 2, 2, 3),
    time_signature("5/8", 3, 2),
    time_signature("5/4", 3, 2),
    time_signature("6/8"),
]


def silent_then_sounding(signature: TimeSignature) -> Score:
    """Return a bar of rest, an upbeat's length of rests, and notes: what readers miscount."""
    units = [f"r{signature.unit}"] * signature.beats
    notes = [f"{signature.unit}"] * signature.beats
    return rhythm(signature, " ".join(units), " ".join(units[1:] + notes[:1]), " ".join(notes))


def digits_drawn(signature: TimeSignature) -> int:
    root = ET.fromstring(svg(silent_then_sounding(signature)))  # noqa: S314 -- our own
    (drawn,) = (e for e in root.iter() if e.get("class") == "meterSig")
    return sum(e.tag.endswith("use") for e in drawn.iter())


@pytest.mark.parametrize("signature", UNUSUAL, ids=lambda s: f"{s} {s.groups}")
def test_unusual_groups_are_in_every_format(signature: TimeSignature) -> None:
    score = silent_then_sounding(signature)
    groups = [str(size) for size in signature.groups]
    assert f"\\compoundMeter #'(({' '.join(groups)} {signature.unit}))" in lilypond_text(score)
    file = ET.fromstring(musicxml(score))  # noqa: S314 -- our own
    assert [words.text for words in file.iter("words")] == ["+".join(groups)]
    assert file.findtext(".//time/beats") == str(signature.beats)
    assert digits_drawn(signature) == len(groups) * 2  # the groups, a plus between them, the unit


@pytest.mark.parametrize("signature", USUAL, ids=lambda s: f"{s} {s.groups}")
def test_usual_groups_are_not(signature: TimeSignature) -> None:
    score = silent_then_sounding(signature)
    assert re.search(rf"\\time [\d,]* ?{signature}\n", lilypond_text(score))
    assert b"<words>" not in musicxml(score)
    assert digits_drawn(signature) == 2


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("signature", TIME_SIGNATURES, ids=lambda s: f"{s} {s.groups}")
def test_every_reader_of_a_file_counts_silent_bars_right(
    reader: str, signature: TimeSignature
) -> None:
    score = silent_then_sounding(signature)
    assert READERS[reader](score, musicxml(score)) == meant(score)
