import re
from io import BytesIO

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from service1_frontend.library.models import db
from service1_frontend.services import Services
from service1_frontend.tests.conftest import MakeApp


def test_a_shared_address_shows_a_picture_of_the_size_that_it_says(
    make_app: MakeApp, services: Services
) -> None:
    app = make_app(services, public_url="https://m.example/music")
    client = app.test_client()
    recipe = {"name": "shared", "bars": 2, "seed": 7}
    made = client.post("/api/v1/melodies", json=recipe).get_json()
    page = client.get(f"/melodies/{made['id']}").text
    said = dict(re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', page))

    assert said["title"] == "shared"
    assert said["image"].startswith("https://m.example/music/melodies/")
    with client.get(said["image"].removeprefix("https://m.example/music")) as answer:
        assert answer.mimetype == said["image:type"]
        picture = Image.open(BytesIO(answer.data))
    assert [str(side) for side in picture.size] == [said["image:width"], said["image:height"]]
    assert "card.png" in kept(app)
    again(client, said["image"].removeprefix("https://m.example/music"), answer.data)


def again(client: FlaskClient, path: str, first: bytes) -> None:
    with client.get(path) as answer:
        assert answer.data == first
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def kept(app: Flask) -> set[str]:
    with app.app_context(), db.engine.begin() as connection:
        return {row[0] for row in connection.exec_driver_sql("SELECT extension FROM file")}
