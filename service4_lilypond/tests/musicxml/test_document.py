from dataclasses import replace
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import verovio

from melodie.pitch import Key
from melodie.score import Instrument
from melodie.tempo import Tempo
from service4_lilypond.layout.line_breaks import PHONE
from service4_lilypond.layout.text_width import ems
from service4_lilypond.musicxml.document import musicxml
from service4_lilypond.musicxml.page import LINE_POINTS, TITLE_POINTS
from service4_lilypond.tests.schema import faults_in
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import CLARINET, a_score, bar, note
from tests.scores import some_scores

SVG = "{http://www.w3.org/2000/svg}"

TRANSPOSITIONS = (
    (Instrument("Clarinet in B flat", 71, -1, -2), ("-1", "-2", None)),
    (Instrument("Tenor saxophone", 66, -8, -14), ("-1", "-2", "-1")),
    (Instrument("Double bass", 43, -7, -12), ("0", "0", "-1")),
    (Instrument("Piccolo", 72, 7, 12), ("0", "0", "1")),
)


def read(score: Any) -> ET.Element:
    return ET.fromstring(musicxml(score))  # noqa: S314 - our own document


def texts(root: ET.Element, path: str) -> list[str | None]:
    return [element.text for element in root.iterfind(path)]


@pytest.mark.parametrize("seed", range(5))
def test_the_schema_finds_no_fault(seed: int) -> None:
    for score in some_scores(20, seed):
        assert faults_in(musicxml(score)) == ""


def test_the_schema_would_find_a_fault() -> None:
    assert "duration" in faults_in(musicxml(a_score()).replace(b"duration>", b"length>"))


def test_the_same_score_gives_the_same_bytes() -> None:
    assert musicxml(a_score()) == musicxml(a_score())


def test_title_and_instrument_are_in_the_document() -> None:
    root = read(a_score(title='<b>"Mélodie" & 春</b>', instrument=CLARINET))
    assert texts(root, "work/work-title") == ['<b>"Mélodie" & 春</b>']
    assert texts(root, ".//instrument-name") == ["Clarinet in B♭"]
    assert texts(root, ".//midi-program") == ["72"]


def test_title_and_player_stand_above_the_music() -> None:
    root = read(a_score(title="Mélodie 春", instrument=CLARINET))
    assert texts(root, "credit/credit-words") == ["Mélodie 春", "Clarinet in B♭"]
    title, player = root.iterfind("credit/credit-words")
    assert float(title.attrib["default-y"]) > float(player.attrib["default-y"])
    height = float(root.findtext("defaults/page-layout/page-height", "0"))
    assert 0 < float(player.attrib["default-y"]) < float(title.attrib["default-y"]) < height


def test_a_picture_has_a_heading_of_its_own() -> None:
    bare = ET.fromstring(musicxml(a_score(), PHONE))  # noqa: S314 - our own document
    assert not list(bare.iter("credit"))


@pytest.mark.parametrize("title", ["A tune", "W" * 60, "春" * 60, "i" * 60])
def test_a_title_fits_between_the_margins(title: str) -> None:
    root = read(a_score(title=title))
    (size,) = (words.attrib["font-size"] for words in list(root.iter("credit-words"))[:1])
    assert ems(title) * float(size) <= LINE_POINTS
    assert float(size) <= TITLE_POINTS


def test_verovio_shows_title_and_player_one_below_the_other() -> None:
    toolkit = verovio.toolkit()
    toolkit.setOptions({"header": "auto", "breaks": "encoded"})
    score = rhythm("4/4", *["1"] * 5, title="A long walk", instrument=CLARINET)
    assert toolkit.loadData(musicxml(score).decode())
    picture = ET.fromstring(toolkit.renderToSVG(1))  # noqa: S314 - made of our own document
    (head,) = (group for group in picture.iter(SVG + "g") if group.get("class") == "pgHead")
    rends = [span for span in head.iter(SVG + "tspan") if span.get("class") == "rend"]
    shown = ["".join(span.itertext()).strip() for span in rends]
    assert shown == ["A long walk", "Clarinet in B♭"]
    title, player = (float(span.attrib["y"]) for span in rends)
    assert title < player


def test_the_first_bar_says_key_metre_and_clef() -> None:
    score = rhythm("7/8", "2 4.", clef="bass_8", key=Key("F#", "minor", "phrygian"))
    root = read(score)
    assert texts(root, ".//key/*") == ["2", "phrygian"]
    assert texts(root, ".//time/*") == ["7", "8"]
    assert texts(root, ".//clef/*") == ["F", "4", "-1"]


@pytest.mark.parametrize(("instrument", "expected"), TRANSPOSITIONS)
def test_transpositions_count_octaves_apart(
    instrument: Instrument, expected: tuple[str, str, str | None]
) -> None:
    transpose = read(a_score(instrument=instrument)).find(".//transpose")
    assert transpose is not None
    tags = ("diatonic", "chromatic", "octave-change")
    assert tuple(transpose.findtext(tag) for tag in tags) == expected


@pytest.mark.parametrize(
    ("unit", "bpm", "looks", "quarters"),
    [
        ("1/4", 120, ["quarter", "120"], "120"),
        ("3/8", 81, ["quarter", None, "81"], "121.5"),
        ("1/2", 60, ["half", "60"], "120"),
        ("1/16", 21, ["16th", "21"], "5.25"),
        ("3/2", 300, ["whole", None, "300"], "1800"),
    ],
)
def test_the_tempo_counts_its_beat(
    unit: str, bpm: int, looks: list[str | None], quarters: str
) -> None:
    root = read(a_score(tempo=Tempo(Fraction(unit), bpm)))
    assert texts(root, ".//metronome/*") == looks
    sound = root.find(".//sound")
    assert sound is not None
    assert sound.get("tempo") == quarters


def test_divisions_make_every_duration_whole() -> None:
    root = read(rhythm("4/4", "8t 8t 8t 16q 16q 16q 16q 16q 2"))
    assert texts(root, ".//divisions") == ["15"]
    assert texts(root, ".//duration") == ["5"] * 3 + ["3"] * 5 + ["30"]


def test_a_bar_of_silence_is_a_whole_bar_rest() -> None:
    root = read(rhythm("3/4", "r4 r2"))
    rest = root.find(".//rest")
    assert rest is not None
    assert rest.get("measure") == "yes"
    assert root.find(".//note/type") is None


def test_an_upbeat_does_not_count() -> None:
    measures = read(rhythm("3/4", "4", "2.", pickup=True)).findall(".//measure")
    assert [(m.get("number"), m.get("implicit")) for m in measures] == [("0", "yes"), ("1", None)]


def test_ties_are_heard_and_seen() -> None:
    root = read(rhythm("4/4", "4 2 4"))
    assert [tie.get("type") for tie in root.iterfind(".//tie")] == ["start", "stop"]
    assert [tied.get("type") for tied in root.iterfind(".//tied")] == ["start", "stop"]


def test_tuplets_are_timed_and_bracketed() -> None:
    root = read(rhythm("4/4", "8t 8t 8t 4t 8t 2"))
    assert texts(root, ".//time-modification/*") == ["3", "2"] * 5
    brackets = [(t.get("type"), t.get("bracket")) for t in root.iterfind(".//tuplet")]
    assert brackets == [("start", "no"), ("stop", None), ("start", "yes"), ("stop", None)]


def test_accidentals_are_said_as_no_reader_works_them_out() -> None:
    score = a_score(
        [
            bar(note("F#4", "1/2"), note("F#4", "1/2")),
            bar(note("F4", "1/2"), note("Bbb4", "1/2")),
        ]
    )
    signs = read(score).findall(".//accidental")
    assert [(sign.text, sign.get("cautionary")) for sign in signs] == [
        ("sharp", None),
        ("natural", "yes"),
        ("flat-flat", None),
    ]


def test_systems_begin_where_they_do_on_paper() -> None:
    root = read(rhythm("4/4", *["1"] * 8))
    new = [m.get("number") for m in root.iterfind(".//measure") if m.find("print") is not None]
    assert new == ["5"]


def test_the_last_barline_is_final() -> None:
    assert texts(read(rhythm("4/4", "1", "1")), ".//bar-style") == ["light-heavy"]


def test_that_it_swings_is_words_and_a_ratio_at_the_tempo() -> None:
    direction = read(replace(a_score(), feel="swung")).find(".//direction")
    assert direction is not None
    kinds = [kind[0].tag for kind in direction.findall("direction-type")]
    assert kinds == ["words", "metronome"]
    assert direction.findtext("direction-type/words", "").strip() == "Swing"
    swing = direction.find("sound/swing")
    assert swing is not None
    assert [part.text for part in swing] == ["2", "1", "eighth"]
    assert read(a_score()).find(".//swing") is None
