import json
from typing import Any

import pytest
from apiflask import HTTPError
from flask import Response
from flask.testing import FlaskClient

from melodie.errors import InvalidInput
from melodie.problems import document_problems
from melodie.tests.conftest import a_service

GOOD = {"time_signature": "4/4", "rhythm": "gentle", "bars": 8, "seed": 7}


def post(client: FlaskClient, body: object) -> Any:
    return client.post("/v1/rhythms", json=body)


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    found: dict[str, Any] = response.get_json()
    assert found["status"] == status
    assert found["type"].startswith("/problems/")
    assert found["title"]
    assert found["detail"]
    assert found["request_id"] == response.headers["X-Request-ID"]
    return found


def test_a_body_that_fits_is_answered(client: FlaskClient) -> None:
    assert post(client, GOOD).get_json() == {"title": "8 bars"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"bars": 65}, "bars"),
        ({"bars": 0}, "bars"),
        ({"bars": "8"}, "bars"),
        ({"bars": 8.0}, "bars"),
        ({"bars": True}, "bars"),
        ({"bars": None}, "bars"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**53}, "seed"),
        ({"rhythm": "Gentle!"}, "rhythm"),
        ({"time_signature": "four"}, "time_signature"),
        ({"tempo": 100}, "tempo"),
    ],
)
def test_a_field_at_fault_is_named(client: FlaskClient, change: dict[str, Any], field: str) -> None:
    found = problem(post(client, GOOD | change), 422)
    assert found["type"] == "/problems/invalid-input"
    assert [error["field"] for error in found["errors"]] == [field]
    assert found["errors"][0]["pointer"] == f"/{field}"
    assert field in found["detail"]


@pytest.mark.parametrize(
    ("change", "code", "params"),
    [
        ({"bars": 65}, "too_large", {"most": 64}),
        ({"bars": 0}, "too_small", {"least": 1}),
        ({"bars": "8"}, "not_whole", {}),
        ({"rhythm": "Gentle!"}, "malformed", {}),
        ({"pickup": 1.5}, "not_boolean", {}),
        ({"rhythm": 5}, "not_text", {}),
        ({"colour": "red"}, "unknown", {}),
        ({"kept": [{"number": 1}]}, "missing", {}),
    ],
)
def test_a_fault_has_a_code_and_its_parameters(
    client: FlaskClient, change: dict[str, Any], code: str, params: dict[str, Any]
) -> None:
    (fault,) = problem(post(client, GOOD | change), 422)["errors"]
    assert (fault["code"], fault["params"]) == (code, params)
    assert fault["detail"]


def test_a_missing_field_is_named(client: FlaskClient) -> None:
    found = problem(post(client, {}), 422)
    assert {error["field"] for error in found["errors"]} == {
        "time_signature",
        "rhythm",
        "bars",
        "seed",
    }


@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"\xff\xfe", b"{'a': 1}", b"NaN", b"[]", b'"x"', b"7", b"null", b"[{}]"],
)
def test_a_body_that_is_no_json_object_is_refused(client: FlaskClient, body: bytes) -> None:
    response = client.post("/v1/rhythms", data=body, content_type="application/json")
    assert response.status_code in {400, 422}
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_another_kind_of_body_is_not_guessed_at(client: FlaskClient, kind: str | None) -> None:
    response = client.post("/v1/rhythms", data=b"bars=8", content_type=kind)
    assert problem(response, 415)["type"] == "/problems/unsupported-media-type"


def test_too_large_a_body_is_refused(client: FlaskClient) -> None:
    problem(post(client, GOOD | {"rhythm": "x" * 2_000}), 413)


def test_what_is_not_there_is_a_problem_too(client: FlaskClient) -> None:
    assert problem(client.get("/nothing"), 404)["type"] == "/problems/not-found"


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    response = client.delete("/v1/rhythms")
    problem(response, 405)
    assert "POST" in response.headers["Allow"]


def test_our_own_errors_carry_their_status_and_words(client: FlaskClient) -> None:
    found = problem(client.get("/fail/field"), 422)
    assert found["detail"] == "scale: there is no such scale"
    assert found["errors"] == [
        {
            "field": "scale",
            "pointer": "/scale",
            "detail": "there is no such scale",
            "code": "invalid",
            "params": {},
        }
    ]


def test_a_retryable_error_says_when_to_try_again(client: FlaskClient) -> None:
    response = client.get("/fail/slow")
    assert problem(response, 504)["type"] == "/problems/upstream-timeout"
    assert int(response.headers["Retry-After"]) > 0


def test_a_failed_engraving_is_our_fault_in_our_words(client: FlaskClient) -> None:
    assert problem(client.get("/fail/engraving"), 500)["type"] == "/problems/engraving-failed"


def test_an_unforeseen_error_is_described_in_the_log_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    response = a_service().test_client().get("/fail/unforeseen")
    found = problem(response, 500)
    assert found["type"] == "/problems/internal-server-error"
    assert b"hunter2" not in response.data
    logged = capsys.readouterr().out
    assert "hunter2" in logged
    assert found["request_id"] in logged


def test_the_first_faults_make_the_sentence_and_all_are_listed(client: FlaskClient) -> None:
    found = problem(post(client, GOOD | dict.fromkeys("vwxyz", 1)), 422)
    assert len(found["errors"]) == 5
    assert found["detail"].count(";") == 2


def test_of_very_many_faults_twenty_are_listed_and_all_are_counted(client: FlaskClient) -> None:
    found = problem(post(client, GOOD | {f"no{i}": 1 for i in range(50)}), 422)
    assert len(found["errors"]) == 20
    assert "(and 47 more)" in found["detail"]


def test_a_list_of_faulty_items_is_not_at_fault_itself() -> None:
    app = a_service()

    @app.get("/items")
    def items() -> str:
        faults = {"bars": ["is odd"], "bars.0": ["is odd"], "bars.0.a": ["is odd"], "barsx": ["?"]}
        raise HTTPError(422, detail={"json": faults})

    found = problem(app.test_client().get("/items"), 422)
    assert [fault["field"] for fault in found["errors"]] == ["bars.0.a", "barsx"]


@pytest.mark.parametrize("name", ["\ud800", "x" * 500, "a\udfffb"])
def test_a_name_that_no_answer_can_hold_is_repeated_as_far_as_it_can(
    client: FlaskClient, name: str
) -> None:
    body = json.dumps(GOOD | {name: 1}).encode()
    found = problem(client.post("/v1/rhythms", data=body, content_type="application/json"), 422)
    assert len(found["errors"][0]["field"]) <= 101


def test_a_fault_of_the_whole_body_points_at_the_whole_body() -> None:
    app = a_service()

    @app.get("/whole")
    def whole() -> str:
        raise InvalidInput.of("_schema", "makes no sense")

    found = problem(app.test_client().get("/whole"), 422)
    assert found["errors"][0]["pointer"] == ""


def test_a_service_may_show_its_errors_its_own_way() -> None:
    app = a_service(render_error=lambda error: Response(f"Oh: {error}", 418))
    response = app.test_client().get("/fail/field")
    assert response.status_code == 418
    assert response.text.startswith("Oh: scale")


def test_every_operation_documents_its_problems(client: FlaskClient) -> None:
    document = client.get("/openapi.json").get_json()
    answers = document["paths"]["/v1/rhythms"]["post"]["responses"]
    assert {"200", "400", "413", "411", "414", "415", "422", "431", "500", "503"} <= answers.keys()
    for status in ("400", "411", "413", "414", "415", "422", "431", "500", "503"):
        assert list(answers[status]["content"]) == ["application/problem+json"]
    assert {"Problem", "FieldProblem"} <= document["components"]["schemas"].keys()
    assert not {"ValidationError", "HTTPError"} & document["components"]["schemas"].keys()


def test_a_document_without_paths_stays_one() -> None:
    document = document_problems({"paths": {"/x": {"parameters": [], "summary": "x"}}})
    assert document["paths"] == {"/x": {"parameters": [], "summary": "x"}}
