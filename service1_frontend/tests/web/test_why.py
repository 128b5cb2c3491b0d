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


def ending(cadence: Cadence, pitches: str = "C4 E4 G4 D4", chord: Chord | None = None) -> Bar:
    return quarters(pitches, chord, BarForm(phrase_end=PhraseEnd(3, cadence)))


def test_a_tune_with_form_and_chords_is_told_in_seven_sentences(why: Tell) -> None:
    told = why(
        quarters("C4 E4 D4 F#4", C, BarForm()),
        ending("half", "E4 G4 A4 D4", G7),
        quarters("C4 E4 D4 F4", C, BarForm("head", 0)),
        ending("final", "B4 G4 D4 C4", G7),
    )
    assert told == {
        "Range": "From C4 to B4, a major seventh: most people can sing that.",
        "Motion": "It mixes steps with thirds and wider leaps. "
        "The widest leap, down a perfect fifth, is in bar 2.",
        "High point": "It saves its highest note, B4, for a strong beat in bar 4.",
        "Cadences": "Bar 2 pauses on the 2nd over G7; bar 4 comes home to the tonic over G7.",
        "What returns": "Bar 3 begins as bar 1.",
        "Chords": "Only C and G7.",
        "Outside the scale": "F♯ in bar 1.",
    }


def test_returns_of_several_bars_are_told_together_and_what_is_heard_most(why: Tell) -> None:
    one, other = quarters("C4 E4 D4 C4"), bar(note("G4", "1/2"), note("E4", "1/2"))
    told = why(one, other, one, other, quarters("C4 C5 B4 D4"))
    assert told["What returns"] == (
        "Bars 3\N{EN DASH}4 bring back bars 1\N{EN DASH}2; bar 5 has the rhythm of bar 1."
    )


@pytest.mark.parametrize(
    ("pitches", "said"),
    [
        ("C4 D4 E4 D4 C4 D4 E4 D4", "mostly by step and leaps no wider than a third"),
        ("C4 D4 E4 D4 C4 D4 E4 A4", "mostly by step, so that its leaps stand out"),
        ("C4 D4 E4 D4 C4 A4 G4 F4", "up a major sixth, is in bar 2, and a step back follows it"),
        ("C4 A4 G4 C4 F4 C4 G4 C5", "leaps often"),
        ("C4 E4 G4 E4 C4 E4 F4 D4", "thirds more than in steps"),
        ("C4 E4 F4 E4 G4 F4 E4 G4", "in steps and thirds, and leaps no wider"),
        ("C4 C4 C4 C4 D4 D4 D4 E4", "Most notes are said again"),
    ],
)
def test_how_a_line_goes_is_said_in_words_without_a_count(
    why: Tell, pitches: str, said: str
) -> None:
    notes = pitches.split()
    told = why(quarters(" ".join(notes[:4])), quarters(" ".join(notes[4:])))
    assert said in told["Motion"]
    assert "%" not in " ".join(told.values())


@pytest.mark.parametrize(
    ("bars", "said"),
    [
        (("A4 C4 D4 E4", "C4 D4 E4 F4"), "It begins on its highest note, A4, and stays below it."),
        (("C4 D4 E4 F4", "C4 D4 E4 A4"), "It rises to its highest note, A4, at the very end."),
        (("C4 D4 A4 F4", "C4 D4 E4 F4"), None),
        (("C4 D4 A4 F4", *["C4 D4 E4 F4"] * 3), "A4, once only, in bar 1."),
        ((*["C4 D4 E4 F4"] * 3, "C4 A4 E4 F4"), "It saves its highest note, A4, for bar 4."),
        (("C4 A4 E4 F4", *["C4 D4 E4 F4"] * 2, "C4 A4 E4 F4"), "A4, reached in bars 1 and 4."),
        (["C4 D4 E4 A4"] * 4, None),
    ],
)
def test_a_highest_note_is_told_of_where_it_stands_out(
    why: Tell, bars: tuple[str, ...], said: str | None
) -> None:
    assert why(*map(quarters, bars)).get("High point") == said


@pytest.mark.parametrize(
    ("pitches", "said"),
    [
        ("C4 C4 C4 C4", "C4 alone: all the rest is rhythm."),
        ("C4 D4 E4 G4", "a perfect fifth: small, and easily sung."),
        ("C4 D4 E4 C6", "a double octave: more for an instrument than a voice."),
    ],
)
def test_a_range_is_said_for_whom_it_is(why: Tell, pitches: str, said: str) -> None:
    assert why(quarters(pitches))["Range"].endswith(said)


def test_bars_are_numbered_as_they_are_printed(why: Tell) -> None:
    upbeat = bar(note("C5", "1/4"), pickup=True)
    told = why(upbeat, quarters("F4 G#4 A4 B4"), *[quarters("F4 C5 A4 B4")] * 2)
    assert told["High point"] == "C5, reached in the upbeat and bars 2 and 3."
    assert told["Outside the scale"] == "G♯ in bar 1."
    assert told["Cadences"] == "Bar 3 ends the melody on the 7th."


def test_what_there_is_nothing_to_say_about_is_left_out(why: Tell) -> None:
    assert why(bar(rest("1"))) == {}
    assert set(why(bar(note("C4", "1")))) == {"Range", "Cadences"}
    line = [quarters("C4 D4 E4 F4"), bar(note("G4", "1")), bar(rest("1")), bar(note("C4", "1"))]
    assert "No bar comes back" in why(*line, bar(note("D4", "1")))["What returns"]


def test_foreign_notes_are_named_with_their_bars_the_first_few(why: Tell) -> None:
    told = why(quarters("C#4 D#4 F#4 G#4"), quarters("C#4 A#4 D4 D4"))
    assert told["Outside the scale"] == (
        "C♯ in bars 1 and 2, D♯ in bar 1, F♯ in bar 1 and 2 more notes."
    )
    few = why(quarters("C#4 D#4 F#4 G#4"))
    assert few["Outside the scale"].endswith("and one more note.")
    assert few["Cadences"] == "Bar 1 ends the melody on G♯."


def test_of_many_phrases_the_larger_ends_are_told_together(why: Tell) -> None:
    inner, half, final = ending("inner"), ending("half"), ending("final")
    told = why(inner, half, inner, half, inner, final)
    assert told["Cadences"] == "Bars 2 and 4 pause on the 2nd; bar 6 ends the melody on the 2nd."
    section = ending("section", "C4 E4 D4 C4")
    longer = why(inner, half, section, half, section, half, final)
    assert longer["Cadences"] == (
        "Bars 3 and 5 close on the tonic; bar 7 ends the melody on the 2nd."
    )


def test_an_idea_that_ends_nothing_is_left_open(why: Tell) -> None:
    assert why(quarters("C4 D4 E4 F4"), ending("inner"))["Cadences"] == (
        "Bar 2 stays open on the 2nd."
    )
    rests = why(quarters("C4 D4 E4 F4"), ending("inner", "C4 D4 E4 C4"))
    assert rests["Cadences"] == "Bar 2 comes to rest on the tonic."


def test_chords_are_named_where_they_are_few_and_how_notes_stand_over_them(why: Tell) -> None:
    other = [quarters("E4 D4 C4 E4", Chord(root, "minor")) for root in "DEABFGC"]
    many = why(quarters("C4 E4 G4 C4", C), *other)["Chords"]
    assert many.startswith("8 different chords.")
    inside, passing = quarters("C4 E4 G4 E4", C), quarters("C4 D4 E4 C4", C)
    assert why(*[inside] * 4)["Chords"] == (
        "C throughout. Every note belongs to the chord below it."
    )
    assert "Nearly every note" in why(*[inside] * 4, quarters("C4 E4 D4 C4", C))["Chords"]
    close = quarters("G4 B4 D4 F4", G7)
    home = why(*[passing] * 3, close, quarters("C4 D4 E4 C4", C))["Chords"]
    assert home == (
        "Only C and G7. At the end G7 leads home to C. "
        "Notes outside the chords mostly come and go by step."
    )
    leaning = why(passing, close, quarters("A4 G4 E4 C4", C))["Chords"]
    assert "It leans on a note outside the chord in bar 3, and resolves it by step." in leaning


def test_of_every_melody_of_every_engine_something_is_said(services: Services) -> None:
    for tune in tunes():
        found: Score = tune.score
        said = why_it_works(found, services.analyse(AnalysisRequest(score=found)))
        assert all(words.endswith(".") and "%(" not in words for _, words in said)
        assert len(said) >= 3 or not any(e.pitch for b in found.bars for e in b.events)


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
