"""A person's way through Mélodie, as requests."""

import re
from typing import Any, Final

import requests

PATIENCE: Final = 60
RECIPE: Final = {
    "name": "bench",
    "key": "Bb",
    "scale": "dorian",
    "time_signature": "6/8",
    "bars": 8,
}
TOKEN: Final = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PICTURE: Final = '<div class="score"'
"""Where a picture begins that stands in a page."""


class Client:
    """Makes melodies of eight bars, each with a seed of its own; keeps its connection."""

    def __init__(self, base_url: str, *, first_seed: int = 0) -> None:
        self._base_url = base_url
        self._url = f"{base_url}/api/v1/melodies"
        self._seed = first_seed
        self._session = requests.Session()
        self._session.trust_env = False
        self._token = ""

    def make(self) -> dict[str, Any]:
        """Make a melody; it is stored when this returns."""
        sent = self._session.post(self._url, json=self._recipe(), timeout=PATIENCE)
        sent.raise_for_status()
        made: dict[str, Any] = sent.json()
        return made

    def make_and_print(self) -> None:
        """Make a melody and fetch its PDF."""
        self.get(self.make()["files"]["pdf"])

    def open_form(self) -> None:
        """Open the form, which is then filled in by ``press``."""
        found = TOKEN.search(self.get(self._base_url + "/").decode())
        assert found  # noqa: S101 -- else this is not the form
        self._token = found[1]

    def press(self) -> None:
        """Send the form and follow to the melody's page, in which its pictures stand."""
        fields = self._recipe() | {"csrf_token": self._token}
        sent = self._session.post(f"{self._base_url}/melodies", data=fields, timeout=PATIENCE)
        sent.raise_for_status()
        assert PICTURE in sent.text  # noqa: S101 -- a page without one is not what is measured

    def get(self, address: str) -> bytes:
        """Fetch a page or a file."""
        answer = self._session.get(address, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.content

    def _recipe(self) -> dict[str, Any]:
        self._seed += 1
        return RECIPE | {"seed": self._seed}
