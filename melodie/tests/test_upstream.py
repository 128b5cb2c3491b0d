import errno
import io
import json
import os
from typing import Any

import pytest
import structlog
from pydantic import ValidationError
from urllib3.connection import HTTPConnection
from urllib3.response import HTTPResponse

from melodie.contract import Health, NotesRequest, Rhythm, RhythmRequest, Version
from melodie.errors import (
    FieldError,
    RequestRefused,
    UpstreamRefused,
    UpstreamTimeout,
    UpstreamUnavailable,
)
from melodie.faults import faults_of
from melodie.tests.scripted import Answer, Script
from melodie.upstream import PIECE, Upstream

HEALTHY = Answer(body=b'{"status":"ok"}')
MESSAGE = Version(service="tést", version="1", engine="1", revision="x")


def an_upstream(script: Script, *, timeout: float = 5, retries: int = 3) -> Upstream:
    return Upstream("notes", script.url + "/", timeout=timeout, retries=retries)


def invalid(body: object) -> Answer:
    return Answer(422, json.dumps(body).encode(), "application/problem+json")


def test_an_answer_is_read_as_its_message(script: Script) -> None:
    script.answers = [HEALTHY]
    assert an_upstream(script).get("/readyz", Health) == Health(status="ok")


def test_a_message_travels_as_json(script: Script) -> None:
    script.answers = [HEALTHY]
    an_upstream(script).post("/v1/notes", MESSAGE, Health)
    [asked] = script.asked
    assert (asked.method, asked.path) == ("POST", "/v1/notes")
    assert asked.headers["content-type"] == asked.headers["accept"] == "application/json"
    assert asked.headers["prefer"] == "handling=lenient"
    assert Version.model_validate_json(asked.body) == MESSAGE


def test_what_is_at_its_default_is_not_sent(script: Script) -> None:
    script.answers = [HEALTHY]
    asked = RhythmRequest(time_signature="6/8", rhythm="gentle", bars=8, density=51, seed=7)

    an_upstream(script).post("/v1/rhythms", asked, Health)

    assert json.loads(script.asked[0].body) == {
        "time_signature": "6/8",
        "rhythm": "gentle",
        "bars": 8,
        "density": 51,
        "seed": 7,
    }


def test_what_a_newer_service_adds_to_its_answer_is_passed_over(script: Script) -> None:
    metre = {"beats": 4, "unit": 4, "groups": [2, 2]}
    event: dict[str, Any] = {"duration": "1/12", "tuplet": {"actual": 3, "normal": 2}}
    answered = {"time_signature": metre, "beat_unit": "1/4", "bars": [{"events": [event]}]}
    more = {
        "time_signature": metre | {"new": 1},
        "beat_unit": "1/4",
        "bars": [
            {"events": [event | {"tuplet": event["tuplet"] | {"new": {}}, "new": []}], "new": None}
        ],
        "new": True,
    }
    script.answers = [Answer(body=json.dumps(more).encode())]

    assert an_upstream(script).get("/v1/x", Rhythm) == Rhythm.model_validate(answered)


def test_a_file_is_asked_for_by_its_media_type_and_written_as_it_comes(script: Script) -> None:
    more = (("X-Told", "too"),)
    script.answers = [Answer(body=b"%PDF\x00\xff", media_type="application/pdf", headers=more)]
    written = io.BytesIO()

    headers = an_upstream(script).fetch("/v1/scores", MESSAGE, "application/pdf", written)

    assert written.getvalue() == b"%PDF\x00\xff"
    assert headers["X-Told"] == "too"
    assert script.asked[0].headers["accept"] == "application/pdf"


class Pieces(io.BytesIO):
    """Remembers the largest piece that was written at a time."""

    largest = 0

    def write(self, piece: Any) -> int:
        self.largest = max(self.largest, len(piece))
        return super().write(piece)


def test_a_large_file_is_never_held_in_memory(script: Script) -> None:
    script.answers = [Answer(body=b"x" * 20 * PIECE)]
    written = Pieces()

    an_upstream(script).fetch("/v1/scores", MESSAGE, "audio/wav", written)

    assert len(written.getvalue()) == 20 * PIECE
    assert written.largest <= PIECE


def test_a_file_that_breaks_off_is_no_file(script: Script) -> None:
    script.answers = [Answer(body=b"%PDF", missing=6)]

    with pytest.raises(UpstreamUnavailable):
        an_upstream(script).fetch("/v1/scores", MESSAGE, "application/pdf", io.BytesIO())


def test_a_file_that_stops_coming_took_too_long(script: Script) -> None:
    script.answers = [Answer(body=b"%PDF", missing=6, lingers=True)]

    with pytest.raises(UpstreamTimeout):
        an_upstream(script, timeout=0.2).fetch("/v1/scores", MESSAGE, "x/y", io.BytesIO())


def test_the_request_id_goes_along(script: Script) -> None:
    script.answers = [HEALTHY]
    with structlog.contextvars.bound_contextvars(request_id="the-id-of-this-request"):
        an_upstream(script).get("/readyz", Health)
    assert script.asked[0].headers["x-request-id"] == "the-id-of-this-request"


def test_nothing_of_one_call_goes_along_with_the_next(script: Script) -> None:
    script.answers = [HEALTHY, HEALTHY]
    upstream = an_upstream(script)
    with structlog.contextvars.bound_contextvars(request_id="the-id-of-the-first-one"):
        upstream.post("/v1/notes", MESSAGE, Health)
    upstream.post("/v1/notes", Version(service="", version="", engine="", revision=""), Health)
    first, second = script.asked
    assert len(second.body) < len(first.body) == int(first.headers["content-length"])
    assert "x-request-id" not in second.headers


def test_outside_a_request_no_id_is_made_up(script: Script) -> None:
    script.answers = [HEALTHY]
    an_upstream(script).get("/readyz", Health)
    assert "x-request-id" not in script.asked[0].headers


@pytest.mark.parametrize("status", [502, 503])
def test_a_service_that_is_away_for_a_moment_is_asked_again(script: Script, status: int) -> None:
    script.answers = [Answer(status), Answer(status), HEALTHY]
    assert an_upstream(script).post("/v1/notes", MESSAGE, Health).status == "ok"
    assert len(script.asked) == 3
    assert len({asked.body for asked in script.asked}) == 1


def test_retries_are_bounded(script: Script) -> None:
    script.answers = [Answer(503)]
    with pytest.raises(UpstreamUnavailable, match="notes"):
        an_upstream(script, retries=1).get("/readyz", Health)
    assert len(script.asked) == 2


def test_a_long_retry_after_does_not_hold_up_the_caller(script: Script) -> None:
    script.answers = [Answer(503, headers=(("Retry-After", "3600"),)), HEALTHY]
    assert an_upstream(script).get("/readyz", Health).status == "ok"


def test_a_slow_service_is_given_up_and_not_asked_again(script: Script) -> None:
    script.answers = [Answer(waits=True)]
    with pytest.raises(UpstreamTimeout, match="took too long"):
        an_upstream(script, timeout=0.05).get("/readyz", Health)
    assert len(script.asked) == 1


def test_a_call_to_a_host_that_fell_silent_is_made_again(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_up = [TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))]
    receive = HTTPConnection.getresponse

    def what_the_system_says(connection: HTTPConnection) -> HTTPResponse:
        if given_up:
            raise given_up.pop()
        return receive(connection)

    monkeypatch.setattr(HTTPConnection, "getresponse", what_the_system_says)
    script.answers = [HEALTHY]
    assert an_upstream(script).post("/v1/notes", MESSAGE, Health).status == "ok"
    assert not given_up


def test_a_service_that_is_not_there_is_unavailable(script: Script) -> None:
    away = Upstream("rhythm", "http://127.0.0.1:1", timeout=1, retries=0)
    with pytest.raises(UpstreamUnavailable, match="rhythm service does not answer"):
        away.get("/readyz", Health)
    assert not script.asked


def test_a_call_that_breaks_off_is_made_again(script: Script) -> None:
    script.answers = [Answer(breaks=True), HEALTHY]
    assert an_upstream(script).post("/v1/notes", MESSAGE, Health).status == "ok"
    assert len(script.asked) == 2


def test_a_service_that_only_breaks_off_is_unavailable(script: Script) -> None:
    script.answers = [Answer(breaks=True)]
    with pytest.raises(UpstreamUnavailable):
        an_upstream(script, retries=1).get("/readyz", Health)
    assert len(script.asked) == 2


def test_what_a_service_refuses_is_reported_to_the_caller_alone(script: Script) -> None:
    fault = {"field": "scale", "pointer": "/scale", "detail": "unknown"}
    script.answers = [invalid({"detail": "scale: unknown", "errors": [fault]})]
    with pytest.raises(RequestRefused) as raised:
        an_upstream(script).post("/v1/notes", MESSAGE, Health)
    assert raised.value.faults == (FieldError("scale", "unknown"),)
    assert raised.value.asked == MESSAGE
    assert (raised.value.status, raised.value.fields) == (502, ())
    assert "notes service" in raised.value.detail
    assert "scale" not in raised.value.detail


def test_what_a_service_refused_is_logged(script: Script, caplog: pytest.LogCaptureFixture) -> None:
    fault = {"field": "scale", "pointer": "/scale", "detail": "unknown"}
    script.answers = [invalid({"detail": "scale: unknown", "errors": [fault]})]
    with pytest.raises(RequestRefused):
        an_upstream(script).post("/v1/notes", MESSAGE, Health)
    [line] = [record for record in caplog.records if record.message == "refused"]
    assert vars(line)["upstream"] == "notes"
    assert "scale" in vars(line)["faults"][0]


def test_a_field_that_an_older_service_does_not_know_is_no_value_at_fault(script: Script) -> None:
    with pytest.raises(ValidationError) as unknown:
        RhythmRequest.model_validate({"mood": "gay", "tune": 1, "bars": 0})
    faults = [
        {"field": fault.field, "detail": fault.detail, "code": fault.code}
        for fault in faults_of(unknown.value)
    ]
    script.answers = [invalid({"detail": "d", "errors": faults})]
    with pytest.raises(RequestRefused) as raised:
        an_upstream(script).post("/v1/rhythms", MESSAGE, Health)
    named = {fault.field for fault in raised.value.faults}
    assert "bars" in named
    assert not {"mood", "tune"} & named


@pytest.mark.parametrize(
    "body",
    [{}, [], {"detail": "x", "errors": [{}]}, {"detail": "x", "errors": [7]}, "x"],
)
def test_a_refusal_that_makes_no_sense_is_the_services_fault(script: Script, body: object) -> None:
    script.answers = [invalid(body)]
    with pytest.raises(UpstreamRefused, match="cannot do this"):
        an_upstream(script).get("/v1/scales", Health)


def test_a_refusal_that_is_not_json_is_the_services_fault(script: Script) -> None:
    script.answers = [Answer(422, b"<html>", "text/html")]
    with pytest.raises(UpstreamRefused):
        an_upstream(script).get("/v1/scales", Health)


@pytest.mark.parametrize("body", [b"", b"garbage", b"[]", b'{"status":"ill"}', b'{"sta\xff":1}'])
def test_garbage_is_not_taken_for_an_answer(script: Script, body: bytes) -> None:
    script.answers = [Answer(body=body)]
    with pytest.raises(UpstreamRefused, match="odd answer"):
        an_upstream(script).get("/readyz", Health)


@pytest.mark.parametrize("status", [302, 400, 404, 415, 500])
def test_other_refusals_are_bad_gateways(script: Script, status: int) -> None:
    script.answers = [Answer(status, headers=(("Location", "/elsewhere"),))]
    with pytest.raises(UpstreamRefused):
        an_upstream(script).get("/readyz", Health)
    assert len(script.asked) == 1


def test_a_service_that_says_it_was_too_slow_is_believed(script: Script) -> None:
    script.answers = [Answer(504)]
    with pytest.raises(UpstreamTimeout, match="notes"):
        an_upstream(script).get("/readyz", Health)


def test_what_people_see_never_holds_the_services_own_words(script: Script) -> None:
    script.answers = [Answer(500, b"secret stack trace")]
    with pytest.raises(UpstreamRefused) as raised:
        an_upstream(script).post("/v1/notes", MESSAGE, NotesRequest)
    assert "secret" not in raised.value.detail
