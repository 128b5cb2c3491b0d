import re

import pytest
from flask.testing import FlaskClient

from service1_frontend.web.assets import STATIC

NAMES = re.compile(r"""(?:from "|url\(")(?:./)?([\w.-]+)""")


def addresses(client: FlaskClient) -> list[str]:
    return re.findall(r'"(/static/[^"#]+)', client.get("/", follow_redirects=True).text)


def test_what_a_page_is_made_of_may_be_kept_for_good(client: FlaskClient) -> None:
    found = addresses(client)

    assert {address.rpartition("/")[2] for address in found} >= {"wall.css", "wall.js", "icons.svg"}
    for address in found:
        with client.get(address) as response:
            assert response.status_code == 200
            assert "immutable" in response.headers["Cache-Control"]


def test_whatever_a_file_names_is_of_the_same_edition(client: FlaskClient) -> None:
    folders = {address.rpartition("/")[0] for address in addresses(client)}
    assert len(folders) == 1
    named = {
        name
        for file in STATIC.iterdir()
        for name in NAMES.findall(file.read_text(encoding="utf-8"))
        if file.suffix in {".js", ".css"}
    }

    assert {"sliders.js", "staff.svg"} <= named
    for name in named:
        with client.get(f"{folders.copy().pop()}/{name}") as response:
            assert response.status_code == 200, name


def test_another_edition_is_served_but_not_kept(client: FlaskClient) -> None:
    with client.get("/static/0123456789ab/melodie.js") as response:
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["x/../app.py", "x/nix.css", "x/%2e%2e/app.py", "melodie.css"])
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_bootstrap_asks_for_no_picture_that_the_policy_forbids(client: FlaskClient) -> None:
    address = re.findall(r'"(/bootstrap/[^"]+)"', client.get("/", follow_redirects=True).text)[0]
    sheet = client.get(address.replace("&amp;", "&"))
    assert sheet.mimetype == "text/css"
    assert ".form-control" in sheet.text
    assert "data:" not in sheet.text
