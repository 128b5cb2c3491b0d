"""6. While the database is away new melodies are refused politely, and nothing else suffers."""

import time

import pytest
import requests

from tests.deployment import builder, servers, swarm
from tests.deployment.hosts import HOSTS
from tests.deployment.machine import wait_for
from tests.deployment.proofs.conftest import Tell
from tests.deployment.traffic import Traffic
from tests.deployment.visitor import keep, make, take

AWAY = 20.0
"""Seconds that the database is away."""


@pytest.mark.usefixtures("serving")
def test_a_database_away_costs_nothing_that_was_accepted(tell: Tell) -> None:
    kept = keep(HOSTS[0], seed=7)
    workers = swarm.look().tasks["frontend"]
    with Traffic(HOSTS, ["/"]) as traffic:
        wait_for("traffic flows", 30, lambda: traffic.answered > 20)
        builder.do("stop", "--time", "10", servers.MYSQL)
        gone = time.monotonic()
        refused = ask_until(gone + AWAY)
        builder.do("start", servers.MYSQL)
        wait_for("MySQL answers", 60, lambda: servers.sql("SELECT 1") == "1")
        seed = iter(range(1000))
        back = time.monotonic()
        wait_for("melodies are made again", 5, lambda: make(HOSTS[0], seed=next(seed)))
        tell(f"made again {time.monotonic() - back:.1f} s after MySQL answered")
    tell(f"{len(refused)} new melodies refused; {traffic.summary()}")
    assert refused
    for answer in refused:
        assert answer.status_code == requests.codes.unavailable, answer.text
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert int(answer.headers["Retry-After"]) > 0
        assert answer.json()["detail"]
    assert swarm.look().tasks["frontend"] == workers
    missing = [made for made in traffic.made if not there(made)]
    assert missing == []
    assert {kind: take(HOSTS[1], path) for kind, path in kept.links.items()} == kept.files


def ask_until(deadline: float) -> list[requests.Response]:
    """Ask for new melodies until then, no more often than one address may; every answer counts."""
    answers: list[requests.Response] = []

    def ask() -> bool:
        answers.extend(
            requests.post(f"{host.url}/api/v1/melodies", json={"name": "x"}, timeout=30)
            for host in HOSTS
        )
        return time.monotonic() >= deadline

    wait_for("the database has been away for long enough", AWAY + 60, ask)
    return answers


def there(melody: str) -> bool:
    return requests.get(f"{HOSTS[2].url}/api/v1/melodies/{melody}", timeout=30).ok
