"""What the pages do while a service or the database is away."""

from flask import Flask
from flask.testing import FlaskClient

from service1_frontend.library.models import db
from service1_frontend.tests.apps import AWAY, answering
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.visitor import Visitor, made
from tests.siblings import lilypond_app, notes_app, real_services, rhythm_app

NO_SIBLING = answering(notes_app(), {"/v1/scales": AWAY, "/v1/notes": AWAY})


def test_a_service_away_keeps_what_was_typed_and_nothing_is_recorded(
    make_app: MakeApp, client: FlaskClient
) -> None:
    silent = answering(notes_app(), {"/v1/notes": AWAY})
    visitor = Visitor(make_app(real_services(notes=silent)).test_client())

    page = visitor.press(name="kept", key="D", tempo="77", seed="3")

    assert page.status == 503
    assert page.fields.items() >= {"name": "kept", "key": "D", "tempo": "77", "seed": "3"}.items()
    assert "notes" in page.words
    assert visitor.response.headers["X-Request-ID"] in page.words
    assert visitor.response.headers["Retry-After"] == "5"
    assert made(client) == 0


def test_the_recipe_unfolds_for_a_fault_in_it_and_not_for_a_service_that_is_away(
    make_app: MakeApp,
) -> None:
    silent = answering(notes_app(), {"/v1/notes": AWAY})
    visitor = Visitor(make_app(real_services(notes=silent)).test_client())
    for bars, status, opened in (("4", 503, False), ("65", 422, True)):
        assert visitor.press(name="kept", bars=bars).status == status
        assert ('<details class="recipe-fold" open>' in visitor.response.text) is opened


def test_while_the_engraver_is_away_a_melody_is_made_and_its_paper_comes_later(
    make_app: MakeApp, client: FlaskClient
) -> None:
    engraver = answering(lilypond_app(), {"/v1/scores": AWAY})
    visitor = Visitor(make_app(real_services(lilypond=engraver)).test_client())

    assert visitor.press(name="kept", bars="1").status == 303
    path = visitor.response.headers["Location"]
    page = visitor.follow()

    assert page.status == 200
    assert "come later" in page.words
    assert "It begins with" in page.words
    assert page.links.count(path) == 1  # to try again
    assert "<img" not in visitor.response.text
    refused = visitor.open(f"{path}/x.pdf")
    assert refused.status == 503
    assert visitor.response.headers["Retry-After"] == "5"

    back = client.get(path)

    assert "come later" not in back.text
    assert client.get(f"{path}/x.pdf").status_code == 200
    assert client.get(f"{path}/x.svg").status_code == 200


def test_without_any_choices_what_was_typed_is_still_kept(make_app: MakeApp) -> None:
    app = make_app(secret_key="a" * 16)
    alone = make_app(real_services(notes=NO_SIBLING), secret_key="a" * 16)
    visitor, cut_off = Visitor(app.test_client()), Visitor(alone.test_client())
    cut_off.take_over(visitor)

    page = cut_off.press(name="kept", key="Bb", scale="dorian", bars="3")

    assert page.status == 503
    assert page.fields.items() >= {"name": "kept", "key": "Bb", "scale": "dorian"}.items()


def test_the_front_page_says_so_when_there_are_no_choices(make_app: MakeApp) -> None:
    response = make_app(real_services(notes=NO_SIBLING)).test_client().get("/")

    assert response.status_code == 503
    assert "notes service" in response.text


def test_a_melody_is_shown_while_every_service_is_away(make_app: MakeApp, visitor: Visitor) -> None:
    visitor.press(name="still here", scale="natural_minor", bars="1")
    path = visitor.response.headers["Location"]
    away = answering(rhythm_app(), {"/v1/rhythms": AWAY})
    alone = make_app(real_services(rhythm=away)).test_client()

    page = alone.get(path)

    assert page.status_code == 200
    assert "Natural minor" in page.text
    assert alone.get(f"{path}/x.pdf").status_code == 200


def test_a_database_away_keeps_what_was_typed(app: Flask, visitor: Visitor) -> None:
    with app.app_context():
        db.drop_all()

    page = visitor.press(name="kept", bars="1")

    assert page.status == 503
    assert page.fields["name"] == "kept"
    assert "library" in page.words


def test_the_front_page_does_without_the_count_when_the_database_is_away(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context():
        db.drop_all()

    response = client.get("/", follow_redirects=True)

    assert response.status_code == 200
    assert "made so far" not in response.text
