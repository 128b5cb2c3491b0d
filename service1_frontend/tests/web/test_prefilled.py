"""The form filled in by an address, and the link that leads to it."""

import json
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from service1_frontend.library.models import MelodyRow, db
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.examples import EARLIER
from service1_frontend.tests.visitor import Visitor, made

CHOSEN = {
    "name": "twin & <i>peak</i>",
    "key": "Bb",
    "scale": "dorian",
    "bars": "2",
    "style": "dance",
    "density": "70",
    "pickup": "yes",
    "phrasing": "slurs",
    "contour": "arch",
    "lowest": "Bb3",
    "highest": "F5",
    "rests": "0",
    "seed": "42",
}
FOLDED = "<details>"


def change_link(visitor: Visitor) -> str:
    return next(link for link in visitor.page.links if link.startswith("/?"))


def test_the_recipe_of_a_melody_can_be_changed(visitor: Visitor) -> None:
    assert visitor.press((), **CHOSEN).status == 303
    rows = visitor.follow().words

    page = visitor.open(change_link(visitor))

    assert page.status == 200
    assert page.fields.items() >= CHOSEN.items()
    assert page.faults == {}
    assert FOLDED not in visitor.response.text
    assert visitor.press(bars="3").status == 303
    assert visitor.follow().words != rows


def test_what_is_not_said_is_as_usual(visitor: Visitor) -> None:
    usual = visitor.page.fields
    page = visitor.open("/?key=D&tempo=")

    assert page.fields["key"] == "D"
    changed = {"key", "csrf_token", "shown"}
    assert {f: page.fields[f] for f in page.fields if f not in changed} == {
        f: usual[f] for f in usual if f not in changed
    }
    assert FOLDED in visitor.response.text


def test_what_the_form_does_not_have_is_left_alone(visitor: Visitor) -> None:
    page = visitor.open("/?utm_source=letter&engine=0&csrf_token=mine&key=D&key=E")

    assert page.status == 200
    assert page.faults == {}
    assert page.fields["csrf_token"] != "mine"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("key", "H"),
        ("style", "opera"),
        ("phrasing", "loud"),
        ("tempo", "fast"),
        ("bars", "65"),
        ("lowest", "low"),
        ("highest", "A-1"),
        ("name", "a\nb"),
        ("pickup", "maybe"),
    ],
)
def test_what_is_wrong_in_an_address_is_told_beside_its_field(
    visitor: Visitor, field: str, text: str
) -> None:
    page = visitor.open(f"/?{urlencode({'scale': 'dorian', field: text})}")

    assert page.status == 200
    assert list(page.faults) == [field]
    assert page.fields["scale"] == "dorian"
    assert visitor.press((), **{field: visitor.open("/").fields.get(field, "")}).status == 303


def test_no_address_makes_a_melody(visitor: Visitor, client: FlaskClient) -> None:
    visitor.open(f"/?{urlencode(CHOSEN)}")

    assert made(client) == 0


def test_a_range_without_a_tonic_is_told_beside_both_ends(visitor: Visitor) -> None:
    page = visitor.press(key="C", lowest="D4", highest="A4")

    assert page.status == 422
    assert list(page.faults) == ["lowest", "highest"]
    assert FOLDED not in visitor.response.text


def test_a_melody_of_before_there_were_styles_keeps_its_page(make_app: MakeApp) -> None:
    app = make_app()
    visitor = Visitor(app.test_client())
    visitor.press(bars="1")
    path = visitor.response.headers["Location"]
    with app.app_context(), db.session.begin():
        db.session.execute(update(MelodyRow).values(recipe=json.dumps(EARLIER)))
    visitor = Visitor(make_app().test_client())  # a process that has not seen it yet

    page = visitor.open(path)

    assert page.status == 200
    assert "8442693016215003" in page.words
    assert "Style" not in page.words
    assert visitor.press(bars="1").status == 303
    visitor.open(path)
    assert visitor.open(change_link(visitor)).fields["seed"] == "8442693016215003"
