"""Chords are chosen on the form: by a name or typed, and what is wrong stands beside them."""

from urllib.parse import urlencode

from flask.testing import FlaskClient

from service1_frontend.tests.visitor import Page, Visitor
from service1_frontend.tests.walls import WALL, address, cards


def test_the_form_suggests_progressions_and_takes_ones_own_chords(client: FlaskClient) -> None:
    visitor = Visitor(client)
    assert 'list="chords-list"' in visitor.response.text
    assert '<option value="12-bar blues">' in visitor.response.text
    assert visitor.page.fields["chords"] == ""
    visitor.press(chords="C | Am F | G7 | C", key="C", scale="major")
    page = visitor.follow()
    assert "C | Am F | G7 | C" in page.words


def test_what_cannot_be_read_is_said_beside_the_field_and_stays(client: FlaskClient) -> None:
    page = Visitor(client).press(chords="C | Qm7 | G")
    assert page.status == 422
    assert page.faults["chords"] == "Bar 2: Qm7 is no chord that is known here."
    assert page.fields["chords"] == "C | Qm7 | G"


def test_the_wall_says_so_too(client: FlaskClient) -> None:
    page = Page(client.get("/?chords=C+|+c+|+G", follow_redirects=True))
    assert page.faults["chords"] == "Bar 2: c is no chord that is known here."
    assert page.fields["chords"] == "C | c | G"


def test_ideas_are_over_the_chords_that_were_chosen_and_accompanied(client: FlaskClient) -> None:
    asked = urlencode({"chords": "Dm | G7", "accompaniment": "held", "key": "C", "scale": "major"})
    for card in cards(client.get(f"{WALL}&{asked}")):
        sound = address(card, "idea.wav")
        with client.get(sound.replace("idea.wav", "idea.abc")) as tune:
            assert all(f'"{name}"' in tune.get_data(as_text=True) for name in ("Dm", "G7"))
        with client.get(sound.replace("idea.wav", "idea.mid")) as tracks:
            assert b"Chords" in tracks.data


def test_a_progression_that_a_scale_has_no_triads_for_is_refused(client: FlaskClient) -> None:
    page = Visitor(client).press(chords="12-bar blues", scale="whole_tone")
    assert page.faults["chords"].startswith("12-bar blues is not played in this scale")


def test_a_longer_progression_is_cut_and_the_page_says_so(client: FlaskClient) -> None:
    visitor = Visitor(client)
    visitor.press(chords="12-bar blues", bars="8", key="C", scale="major")
    page = visitor.follow()
    assert "The chords that were chosen have 12 bars" in page.words
    assert "12-bar blues" in page.words


def test_the_recipe_is_offered_again_with_its_chords(client: FlaskClient) -> None:
    made = client.post("/api/v1/melodies", json={"name": "x", "chords": "blues"}).get_json()
    assert made["recipe"]["chords"] == "blues"
    page = Page(client.get(f"/melodies/{made['id']}"))
    assert page.fields["chords"] == "blues"
    plain = client.post("/api/v1/melodies", json={"name": "x"}).get_json()
    assert plain["recipe"].get("chords", "auto") == "auto"
    assert "chords" not in Page(client.get(f"/melodies/{plain['id']}")).fields


def test_programs_are_told_the_bar_and_the_symbol(client: FlaskClient) -> None:
    answer = client.post("/api/v1/melodies", json={"name": "x", "chords": "C | Xy"})
    assert answer.status_code == 422
    (fault,) = answer.get_json()["errors"]
    assert (fault["field"], fault["code"]) == ("chords", "no_such_chord")
    assert fault["params"] == {"bar": 2, "symbol": "Xy"}


def test_a_new_tune_over_the_same_chords_is_rolled_on_the_page(client: FlaskClient) -> None:
    made = client.post("/api/v1/melodies", json={"name": "x", "seed": 4}).get_json()
    rolled = client.post(f"/api/v1/melodies/{made['id']}/rolls", json={"what": "tune"}).get_json()
    chords = [[bar.get("chords") for bar in one["score"]["bars"]] for one in (made, rolled)]
    assert chords[0] == chords[1]
    assert "New tune over the same chords" in Page(client.get(f"/melodies/{rolled['id']}")).words
