from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from melodie.tests.conftest import a_service


def counted(client: FlaskClient, name: str, **labels: str) -> float:
    text = client.get("/metrics").text
    samples = [s for family in text_string_to_metric_families(text) for s in family.samples]
    return sum(s.value for s in samples if s.name == name and labels.items() <= s.labels.items())


def test_requests_are_counted_by_route_method_and_status(client: FlaskClient) -> None:
    labels = {"service": "sample", "route": "/fail/<how>", "method": "GET", "status": "422"}
    before = counted(client, "melodie_requests_total", **labels)
    client.get("/fail/field")
    client.get("/fail/field?x=1")
    assert counted(client, "melodie_requests_total", **labels) == before + 2


def test_requests_are_timed(client: FlaskClient) -> None:
    before = counted(client, "melodie_request_seconds_count", route="/version")
    client.get("/version")
    assert counted(client, "melodie_request_seconds_count", route="/version") == before + 1
    assert counted(client, "melodie_request_seconds_sum", route="/version") > 0


def test_a_made_up_path_makes_no_metric_of_its_own(client: FlaskClient) -> None:
    client.get("/a-path-nobody-has")
    assert "a-path-nobody-has" not in client.get("/metrics").text
    assert counted(client, "melodie_requests_total", route="(none)", status="404") >= 1


def test_made_up_methods_share_one_metric(client: FlaskClient) -> None:
    def lines() -> int:
        return len(client.get("/metrics").text.splitlines())

    client.open("/version", method="ANY")
    lines()  # being asked for is counted as well
    before = lines()
    for number in range(50):
        client.open("/version", method=f"ANY{number}")
        client.open("/version", method="get" + "x" * number)
    assert lines() == before
    assert counted(client, "melodie_requests_total", method="other") >= 100


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"])
def test_the_usual_methods_are_counted_apart(client: FlaskClient, method: str) -> None:
    before = counted(client, "melodie_requests_total", method=method)
    client.open("/nowhere", method=method)
    assert counted(client, "melodie_requests_total", method=method) > before


def test_metrics_are_in_the_text_format(client: FlaskClient) -> None:
    assert client.get("/metrics").content_type.startswith("text/plain; version=")


def test_a_request_refused_before_its_route_is_counted() -> None:
    client = a_service().test_client()
    before = counted(client, "melodie_requests_total", status="415")
    client.post("/v1/rhythms", data=b"x")
    assert counted(client, "melodie_requests_total", status="415") == before + 1


def test_a_worker_that_is_just_starting_hides_no_metrics(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "counter_1.db").touch()  # made, and not yet written
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    assert client.get("/metrics").status_code == 200
