"""The stack file, read by Docker's own client, which needs no engine for it."""

import importlib
import json
import os
import shutil
import subprocess
from functools import cache
from typing import Any, Final

import pytest

from tests.deployment.machine import ROOT

yaml: Any = importlib.import_module("yaml")

GIVEN: Final = {
    "MELODIE_EXTERNAL": "true",
    "REGISTRY": "registry.example.org/music",
    "TAG": "0123456789ab",
    "EDGE_TAG": "edge0123",
    "MELODIE_SECRET_KEY_NAME": "melodie_secret_key_111111111111",
    "MELODIE_DATABASE_URL_NAME": "melodie_database_url_222222222222",
}
"""What a deploy says, as the head of docker-compose.yaml asks."""


@cache
def stack(*overlays: str, **variables: str) -> dict[str, Any]:
    """Return docker-compose.yaml with the named overlays, as the swarm would take it."""
    if not shutil.which("docker"):
        pytest.skip("Docker's client is not installed")
    names = ["docker-compose.yaml", *(f"docker-compose.{name}.yaml" for name in overlays)]
    return read(*names, **(GIVEN | variables))


def read(*names: str, **variables: str) -> dict[str, Any]:
    """Return the named files, merged and with the variables filled in."""
    files = [part for name in names for part in ("-c", str(ROOT / name))]
    done = subprocess.run(  # noqa: S603 - a command of our own
        [str(shutil.which("docker")), "stack", "config", *files],
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = yaml.safe_load(done.stdout)
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]
