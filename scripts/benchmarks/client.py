"""A person's way through Mélodie, as requests."""

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


class Client:
    """Makes melodies of eight bars, each with a seed of its own; keeps its connection."""

    def __init__(self, base_url: str, *, first_seed: int = 0) -> None:
        self._url = f"{base_url}/api/v1/melodies"
        self._seed = first_seed
        self._session = requests.Session()
        self._session.trust_env = False

    def make(self) -> dict[str, Any]:
        """Make a melody; it is stored, with its PDF and its MIDI, when this returns."""
        self._seed += 1
        sent = self._session.post(self._url, json=RECIPE | {"seed": self._seed}, timeout=PATIENCE)
        sent.raise_for_status()
        made: dict[str, Any] = sent.json()
        return made

    def make_and_look(self) -> None:
        """Make a melody, open its page and the picture of its score."""
        made = self.make()
        self.get(made["url"])
        self.get(made["files"]["svg"])

    def get(self, address: str) -> bytes:
        """Fetch a page or a file."""
        answer = self._session.get(address, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.content
