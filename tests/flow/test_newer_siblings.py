"""A service and its siblings of a newer release understand each other as far as can be."""

import re
from typing import Any, Final

import pytest
from flask import Flask, Response, jsonify, request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from melodie.contract import APPLIED_HEADER, LENIENT, PREFER_HEADER
from service1_frontend.recipes.options import Options, gather
from service1_frontend.services import Services
from tests.flow.archiving import with_unknown_fields
from tests.flow.melodies import composed
from tests.hostile.services import ENDPOINTS, Endpoint, problem_in
from tests.siblings import lilypond_app, notes_app, real_services, rhythm_app
from tests.sources import ROOT, SERVICES

APPS: Final = {"notes": notes_app, "rhythm": rhythm_app, "lilypond": lilypond_app}
CARRYING: Final = {"notes": "bars", "lilypond": "score"}
"""What a request carries that was composed or stored; one for a rhythm asks for all it says."""

PREFERS: Final = {PREFER_HEADER: LENIENT}

carrying = pytest.mark.parametrize(
    "endpoint", [e for e in ENDPOINTS if e.service in CARRYING], ids=lambda e: e.service
)
sibling = pytest.mark.parametrize(
    "endpoint", [e for e in ENDPOINTS if e.service in APPS], ids=lambda e: e.service
)


def sent(endpoint: Endpoint, body: dict[str, Any], **headers: str) -> TestResponse:
    client = APPS[endpoint.service]().test_client()
    return client.post(endpoint.path, json=body, headers=headers)


def carrying_more(endpoint: Endpoint) -> dict[str, Any]:
    carried = CARRYING[endpoint.service]
    return endpoint.right | {carried: with_unknown_fields(endpoint.right[carried])}


@carrying
def test_what_a_newer_sibling_has_added_to_its_values_is_passed_over(endpoint: Endpoint) -> None:
    plain = sent(endpoint, endpoint.right, **PREFERS)
    answer = sent(endpoint, carrying_more(endpoint), **PREFERS)

    assert answer.status_code == plain.status_code == 200
    assert answer.data == plain.data
    assert answer.headers[APPLIED_HEADER] == LENIENT
    assert APPLIED_HEADER not in plain.headers


@carrying
@pytest.mark.parametrize("headers", [{}, {PREFER_HEADER: "handling=strict, wait=10"}])
def test_people_are_told_of_a_field_that_is_not_known(
    endpoint: Endpoint, headers: dict[str, str]
) -> None:
    answer = sent(endpoint, carrying_more(endpoint), **headers)

    assert answer.status_code == 422
    assert any("a_flag" in fault["field"] for fault in problem_in(answer)["errors"])


@sibling
def test_what_is_asked_for_is_never_passed_over(endpoint: Endpoint) -> None:
    answer = sent(endpoint, endpoint.right | {"mood": "gay"}, **PREFERS)

    assert answer.status_code == 422
    assert [fault["field"] for fault in problem_in(answer)["errors"]] == ["mood"]


@carrying
def test_a_value_at_fault_is_refused_whatever_else_is_passed_over(endpoint: Endpoint) -> None:
    field = "paper" if endpoint.service == "lilypond" else "seed"
    answer = sent(endpoint, carrying_more(endpoint) | {field: -1}, **PREFERS)

    assert answer.status_code == 422
    assert [fault["field"] for fault in problem_in(answer)["errors"]] == [field]


@pytest.mark.parametrize("package", SERVICES[1:])
def test_every_body_that_a_sibling_sends_is_read_that_way(package: str) -> None:
    readers = re.findall(r"\.input\(\s*(\w+)", (ROOT / package / "routes.py").read_text("utf-8"))
    assert set(readers) == {"for_siblings_too"}


def newer(real: Flask) -> Flask:
    """Return a service that says more than ``real`` does, in every object of its answers."""
    app = Flask("newer")

    @app.route("/<path:path>", methods=["GET", "POST"])
    def answer(path: str) -> Response:
        client: FlaskClient = real.test_client()
        told = client.open(
            f"/{path}", method=request.method, data=request.data, headers=dict(request.headers)
        )
        if told.mimetype != "application/json":
            return Response(told.data, told.status_code, mimetype=told.mimetype)
        return jsonify(with_unknown_fields(told.get_json()))

    return app


def test_a_frontend_composes_with_newer_siblings(services: Services, options: Options) -> None:
    siblings = real_services(
        notes=newer(notes_app()), rhythm=newer(rhythm_app()), lilypond=newer(lilypond_app())
    )

    assert gather(siblings) == options
    assert composed(siblings, options) == composed(services, options)
