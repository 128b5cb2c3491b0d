import pytest
from flask.testing import FlaskClient

from melodie import ENGINE_VERSION, __version__
from melodie.tests.conftest import a_service
from melodie.tests.test_problems import GOOD


def test_a_service_lives(client: FlaskClient) -> None:
    assert client.get("/livez").get_json() == {"status": "ok", "checks": {}}


def test_a_service_says_which_code_answers(client: FlaskClient) -> None:
    assert client.get("/version").get_json() == {
        "service": "sample",
        "version": __version__,
        "engine": ENGINE_VERSION,
        "revision": "abc123",
    }


def test_a_service_without_dependencies_is_ready(client: FlaskClient) -> None:
    assert client.get("/readyz").get_json()["status"] == "ok"


def test_a_ready_service_says_what_it_checked() -> None:
    client = a_service(checks={"database": lambda: 1}).test_client()
    assert client.get("/readyz").get_json() == {"status": "ok", "checks": {"database": "ok"}}


def test_a_service_names_what_it_lacks_but_not_why(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise RuntimeError("no route to 10.0.0.7")

    client = a_service(checks={"database": broken, "fonts": lambda: None}).test_client()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert [error["field"] for error in response.get_json()["errors"]] == ["database"]
    assert "10.0.0.7" not in response.text
    assert "10.0.0.7" in capsys.readouterr().out


def test_being_ready_has_nothing_to_do_with_living() -> None:
    def broken() -> None:
        raise RuntimeError

    client = a_service(checks={"database": broken}).test_client()
    assert client.get("/livez").status_code == 200


def test_json_keeps_the_order_in_which_it_was_said(client: FlaskClient) -> None:
    assert client.get("/version").text.index("service") < client.get("/version").text.index(
        "engine"
    )


def test_the_specification_names_the_service(client: FlaskClient) -> None:
    document = client.get("/openapi.json").get_json()
    assert document["info"]["title"] == "sample"
    assert document["info"]["version"] == __version__
    assert {"/livez", "/readyz", "/version", "/metrics", "/v1/rhythms"} <= document["paths"].keys()


def test_no_page_of_the_framework_is_served(client: FlaskClient) -> None:
    assert client.get("/docs").status_code == 404


@pytest.mark.parametrize("path", ["/version/", "/version//", "/openapi.json/", "/fail/field/"])
def test_a_slash_too_many_leads_to_the_address_without_it(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?a=%20b", base_url="http://localhost/music")
    assert answer.status_code == 308
    assert answer.headers["Location"] == f"/music{path.rstrip('/')}?a=%20b"


def test_a_body_goes_where_the_slash_too_many_leads(client: FlaskClient) -> None:
    answer = client.post("/v1/rhythms/", json=GOOD, follow_redirects=True)
    assert answer.get_json() == {"title": "8 bars"}


@pytest.mark.parametrize("path", ["/nowhere/", "//evil.example/", "/v1/", "/version/x/", "//"])
def test_a_slash_leads_nowhere_else(client: FlaskClient, path: str) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": path})
    assert answer.status_code == 404
    assert "Location" not in answer.headers


def test_a_wrong_method_is_not_led_on(client: FlaskClient) -> None:
    assert client.post("/version/").status_code == 404


def test_the_specification_names_the_path_but_no_host(client: FlaskClient) -> None:
    there = client.get("/openapi.json", base_url="http://evil.example/music").get_json()
    assert there["servers"] == [{"url": "/music"}]
    assert client.get("/openapi.json").get_json()["servers"] == [{"url": "/"}]
