import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from melodie.formats import FORMATS
from service1_frontend.recipes.options import Options
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.examples import NAMES, UNPRINTABLE, a_recipe
from service1_frontend.tests.visitor import Visitor, made
from service1_frontend.web.wording.titles import is_own_title


def test_one_press_leads_to_the_page_of_a_melody(visitor: Visitor, options: Options) -> None:
    assert visitor.press().status == 303
    location = visitor.response.headers["Location"]
    assert re.fullmatch(r"/melodies/[0-9A-Za-z]{12}", location)

    page = visitor.follow()

    assert page.status == 200
    recipes = (a_recipe(name=line.strip()) for line in page.words.splitlines() if line.strip())
    assert any(is_own_title(recipe, options) for recipe in recipes)
    assert f"http://localhost{location}" in visitor.response.text


def test_the_form_offers_what_the_services_offer(visitor: Visitor, options: Options) -> None:
    for choices in options.offered().values():
        for choice in choices:
            assert f'value="{choice}"' in visitor.response.text


def test_every_link_of_a_melody_leads_somewhere(visitor: Visitor, client: FlaskClient) -> None:
    visitor.press(bars="1", name="Ça & là / 100% #1?")
    links = visitor.follow().links

    leading = [link for link in links if link != "/melodies" and not link.startswith("#")]
    assert len(leading) > len(FORMATS)
    for link in leading:
        with client.get(link, follow_redirects=True) as response:
            assert response.status_code == 200, link


def test_what_made_a_melody_stands_on_its_page(visitor: Visitor) -> None:
    visitor.press(
        key="G#", scale="major", time_signature="7/8", tempo="90", bars="3", seed="42", wildness="7"
    )
    page = visitor.follow()

    for words in ("A♭", "7/8, counted", "90 eighth", "42", "7 %", "G♯ major would need"):
        assert words in page.words.replace("quarter", "eighth")


def test_another_like_this_keeps_all_but_the_seed(visitor: Visitor) -> None:
    visitor.press(name="twin", key="Bb", scale="dorian", bars="2", rests="0", seed="42")
    first = visitor.follow()
    assert "seed" not in first.fields

    assert visitor.press().status == 303
    second = visitor.follow()

    kept = {name: text for name, text in second.fields.items() if name != "csrf_token"}
    assert kept == {name: text for name, text in first.fields.items() if name != "csrf_token"}
    assert kept["rests"] == "0"
    assert "twin" in second.words


def test_the_front_page_counts_the_melodies(visitor: Visitor, client: FlaskClient) -> None:
    assert made(client) == 0
    visitor.press(bars="1")
    assert made(client) == 1
    visitor.open("/")
    visitor.press(bars="1")
    assert made(client) == 2


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("key", "H"),
        ("scale", "gamelan"),
        ("rhythm", "__import__"),
        ("time_signature", "7/6"),
        ("instrument", "vuvuzela"),
        ("tempo", "0"),
        ("tempo", "fast"),
        ("bars", "65"),
        ("bars", "1.5"),
        ("bars", "9" * 5000),
        ("wildness", "101"),
        ("rests", "-1"),
        ("style", "opera"),
        ("contour", "zigzag"),
        ("phrasing", "loud"),
        ("leaps", "101"),
        ("pickup", "maybe"),
        ("lowest", "H4"),
        ("highest", "C-1"),
        ("seed", "x"),
        ("seed", str(2**53)),
        *(("name", text) for text in UNPRINTABLE if text.strip().isprintable() and text.strip()),
        ("name", "bell\a"),
    ],
)
def test_a_wrong_field_is_told_beside_it_and_everything_is_kept(
    visitor: Visitor, field: str, text: str
) -> None:
    typed: dict[str, Any] = {
        "name": "kept",
        "key": "D",
        "tempo": "77",
        "bars": "5",
        "seed": "3",
        field: text,
    }

    page = visitor.press(**typed)

    assert page.status == 422
    assert list(page.faults) == [field]
    kept = dict(typed)
    if field in {
        "key",
        "scale",
        "rhythm",
        "time_signature",
        "instrument",
        "style",
        "contour",
        "phrasing",
    }:
        del kept[field]  # a menu cannot show what it does not offer
    elif field == "pickup":
        kept[field] = "yes"  # a box has but one value
    assert page.fields.items() >= kept.items()


def test_every_wrong_field_is_told_at_once(visitor: Visitor) -> None:
    page = visitor.press(name="bell\a", tempo="0", bars="65")

    assert set(page.faults) == {"name", "tempo", "bars"}


def test_a_repaired_form_works_at_once(visitor: Visitor) -> None:
    visitor.press(bars="0", name="repaired")

    assert visitor.press(bars="1").status == 303
    assert "repaired" in visitor.follow().words


def test_fields_left_out_or_empty_take_their_defaults(visitor: Visitor) -> None:
    assert visitor.press(without=("key", "tempo", "instrument"), bars="", rests="").status == 303
    assert "100 quarter notes a minute" in visitor.follow().words


def test_a_field_that_the_form_does_not_have_is_refused(visitor: Visitor) -> None:
    page = visitor.press(colour="red")

    assert page.status == 422
    assert "colour" in page.words


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_as_plain_text(visitor: Visitor, name: str) -> None:
    assert visitor.press(name=name, bars="1").status == 303
    page = visitor.follow()

    assert name.strip()[:20] in page.words or len(name) > 40
    assert "<b>&amp;</b>" not in visitor.response.text


@pytest.mark.parametrize("token", [None, "", "made up"])
def test_a_form_of_another_site_is_refused_and_can_be_pressed_again(
    visitor: Visitor, client: FlaskClient, token: str | None
) -> None:
    without, typed = (("csrf_token",), {}) if token is None else ((), {"csrf_token": token})

    page = visitor.press(without=without, name="kept", **typed)

    assert page.status == 422
    assert page.fields["name"] == "kept"
    assert made(client) == 0
    visitor.page = page
    assert visitor.press(bars="1").status == 303


def test_a_form_from_before_a_restart_asks_to_press_again(make_app: MakeApp) -> None:
    visitor = Visitor(make_app(secret_key="a" * 16).test_client())
    token = visitor.page.fields["csrf_token"]
    restarted = Visitor(make_app(secret_key="b" * 16).test_client())

    page = restarted.press(csrf_token=token, name="kept")

    assert page.status == 422
    assert restarted.press(bars="1").status == 303


@pytest.mark.parametrize("media_type", ["application/json", "text/plain", "image/png"])
def test_another_kind_of_body_is_not_read(client: FlaskClient, media_type: str) -> None:
    response = client.post("/melodies", data=b'{"name": "x"}', content_type=media_type)

    assert response.status_code == 415
    assert "/api/v1/melodies" in response.text


def test_a_body_of_two_megabytes_is_too_large(client: FlaskClient) -> None:
    assert client.post("/melodies", data={"name": "x" * 2_000_000}).status_code == 413


def test_reloading_after_a_refusal_leads_back_to_the_form(client: FlaskClient) -> None:
    response = client.get("/melodies")

    assert (response.status_code, response.headers["Location"]) == (302, "/")


@pytest.mark.parametrize(
    "path",
    [
        "/melodies/x",
        "/melodies/abcdefghijkl",
        "/melodies/abcdefghijkl/x.pdf",
        "/melodies/%00",
        "/nix",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert response.mimetype == "text/html"
    assert response.headers["X-Request-ID"] in response.text
