"""Why a melody works: what is said of scores whose facts are plain to see."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from flask.testing import FlaskClient

from melodie.contract import AnalysisRequest
from melodie.form import BarForm, Cadence, PhraseEnd
from melodie.harmony import Chord, PlacedChord
from melodie.interval import Interval
from melodie.score import Bar, Score
from service1_frontend.services import Services
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.variations.stored import tunes
from service1_frontend.tests.visitor import Page
from service1_frontend.web.wording.intervals import chord_name, interval_in_words
from service1_frontend.web.wording.why import why_it_works
from tests.builders import a_score, bar, note, rest
from tests.siblings import real_services

Tell = Callable[..., dict[str, str]]

C, G7 = Chord("C", "major"), Chord("G", "dominant7")


def quarters(pitches: str, chord: Chord | None = None, form: BarForm | None = None) -> Bar:
    events = tuple(note(pitch, "1/4") for pitch in pitches.split())
    return Bar(events, form=form, chords=(PlacedChord(Fraction(0), chord),) if chord else ())


@pytest.fixture
def why(services: Services) -> Tell:
    def tell(*bars: Bar) -> dict[str, str]:
        score = a_score(bars)
        return dict(why_it_works(score, services.analyse(AnalysisRequest(score=score))))

    return tell


def test_a_tune_with_form_and_chords_is_told_in_seven_sentences(why: Tell) -> None:
    half = BarForm(phrase_end=PhraseEnd(3, "half"))
    told = why(
        quarters("C4 E4 D4 F#4", C, BarForm()),
        quarters("E4 G4 A4 D4", G7, half),
        quarters("C4 E4 D4 F4", C, BarForm("head", 0)),
        quarters("B4 G4 D4 C4", G7, BarForm(phrase_end=PhraseEnd(3, "final"))),
    )
    assert told == {
        "Range": "From C4 to B4: a major seventh.",
        "Motion": "40 % steps, 40 % thirds, 20 % wider leaps. "
        "The widest leap, down a perfect fifth, is in bar 2.",
        "High point": "B4, in bar 4 alone, on a strong beat: 75 % of the way through.",
        "Cadences": "Bar 2 pauses on the 2nd over G7; bar 4 ends the melody on the tonic over G7.",
        "What returns": "Bar 3: begins as bar 1.",
        "Chords": "C \N{EN DASH} G7 \N{EN DASH} C \N{EN DASH} G7. "
        "9 of 16 notes belong to the chord below them. "
        "Outside it: appoggiaturas (1), escape notes (4), free (2).",
        "Outside the scale": "F♯ in bar 1.",
    }


def test_returns_of_several_bars_are_told_together(why: Tell) -> None:
    one, other = quarters("C4 E4 D4 C4"), bar(note("G4", "1/2"), note("E4", "1/2"))
    told = why(one, other, one, other, quarters("C4 C5 B4 D4"))
    assert (
        told["What returns"]
        == "Bars 3\N{EN DASH}4: as bars 1\N{EN DASH}2; bar 5: the rhythm of bar 1."
    )


def test_bars_are_numbered_as_they_are_printed(why: Tell) -> None:
    upbeat = bar(note("C5", "1/4"), pickup=True)
    told = why(upbeat, quarters("F4 G#4 A4 B4"))
    assert told["High point"].startswith("C5, in bar 0 alone")
    assert told["Outside the scale"] == "G♯ in bar 1."
    assert told["Cadences"] == "Bar 1 ends the melody on the 7th."


def test_what_there_is_nothing_to_say_about_is_left_out(why: Tell) -> None:
    assert why(bar(rest("1"))) == {}
    assert set(why(bar(note("C4", "1")))) == {"Range", "High point", "Cadences"}
    line = [quarters("C4 D4 E4 F4"), bar(note("G4", "1")), bar(rest("1")), bar(note("C4", "1"))]
    assert "No bar comes back" in why(*line)["What returns"]
    assert "No leap" in why(quarters("C4 D4 E4 F4"))["Motion"]


def test_foreign_notes_are_named_with_their_bars_the_first_few(why: Tell) -> None:
    told = why(quarters("C#4 D#4 F#4 G#4"), quarters("C#4 A#4 D4 D4"))
    assert told["Outside the scale"] == (
        "C♯ in bars 1, 2, D♯ in bar 1, F♯ in bar 1 and 2 more notes."
    )
    few = why(quarters("C#4 D#4 F#4 G#4"))
    assert few["Outside the scale"].endswith("and one more note.")
    assert few["Cadences"] == "Bar 1 ends the melody on a note outside the scale."


def test_of_many_phrases_the_larger_ends_are_told_together(why: Tell) -> None:
    def ending(cadence: Cadence) -> Bar:
        return quarters("C4 E4 G4 D4", form=BarForm(phrase_end=PhraseEnd(3, cadence)))

    inner, half, final = ending("inner"), ending("half"), ending("final")
    told = why(inner, half, inner, half, inner, final)
    assert told["Cadences"] == "Bars 2, 4 pause on the 2nd; bar 6 ends the melody on the 2nd."


def test_a_long_row_of_chords_is_cut_short(why: Tell) -> None:
    told = why(*[quarters("C4 E4 G4 D4", C), quarters("C4 E4 G4 D4", G7)] * 16)
    assert told["Chords"].count("G7") == 12
    assert "…" in told["Chords"]


def test_of_every_melody_of_every_engine_something_is_said(services: Services) -> None:
    for tune in tunes():
        found: Score = tune.score
        said = why_it_works(found, services.analyse(AnalysisRequest(score=found)))
        assert all(words.endswith(".") and "%(" not in words for _, words in said)
        assert len(said) >= 4 or not any(e.pitch for b in found.bars for e in b.events)


@pytest.mark.parametrize(
    ("interval", "name"),
    [
        (Interval(0, 0), "a unison"),
        (Interval(-2, -3), "a minor third"),
        (Interval(7, 12), "an octave"),
        (Interval(8, 13), "a minor ninth"),
        (Interval(3, 6), "an augmented fourth"),
        (Interval(21, 36), "more than two octaves"),
        (Interval(1, 6), "6 semitones"),
    ],
)
def test_an_interval_has_its_name(interval: Interval, name: str) -> None:
    assert interval_in_words(interval) == name


def test_a_chord_has_its_name() -> None:
    assert chord_name(Chord("Bb", "minor7", "Db")) == "B♭m7/D♭"
    assert chord_name(Chord("F#", "dominant7", extension="b9")) == "F♯7♭9"


def test_a_melodys_page_says_why_it_works_and_programs_get_the_facts(client: FlaskClient) -> None:
    made = client.post("/api/v1/melodies", json={"name": "x", "seed": 7, "bars": 5}).get_json()
    page = Page(client.get(f"/melodies/{made['id']}"))
    assert "Why it works" in page.words
    facts = client.get(f"/api/v1/melodies/{made['id']}/analysis").get_json()
    assert facts["closes"][-1]["cadence"] == "final"
    assert client.get("/api/v1/melodies/000000000000/analysis").status_code == 404


def test_without_the_service_that_tells_it_the_page_leaves_it_out(
    make_app: MakeApp, client: FlaskClient
) -> None:
    made = client.post("/api/v1/melodies", json={"name": "x", "seed": 7, "bars": 1}).get_json()
    away = make_app(real_services(notes=make_app())).test_client()
    for _ in range(2):
        page = away.get(f"/melodies/{made['id']}")
        assert (page.status_code, "Why it works" in page.text) == (200, False)
    assert away.get(f"/api/v1/melodies/{made['id']}/analysis").status_code >= 500
