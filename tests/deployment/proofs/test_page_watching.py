"""The operator's page about watching: logs by request, what runs where, monitoring."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest
import requests

from tests.deployment import servers, swarm
from tests.deployment.hosts import GATEWAY, HOSTS
from tests.deployment.machine import ROOT, docker, wait_for
from tests.deployment.runbook import SHELL, command, manage, operate

FIRST: Final = HOSTS[0]
TASKS: Final = {"edge": 3, "frontend": 2, "notes": 2, "rhythm": 2, "lilypond": 2}
MONITORING: Final = "melodie-monitoring"

pytestmark = pytest.mark.usefixtures("serving")


def test_a_request_is_found_by_its_id_in_the_logs_of_all_who_served_it() -> None:
    name = "proof-of-the-logs"
    recipe = {"name": "found again", "bars": 2}
    answer = requests.post(
        f"{FIRST.url}/api/v1/melodies", json=recipe, headers={"X-Request-ID": name}, timeout=60
    )
    assert answer.headers["X-Request-ID"] == name
    said = manage(FIRST, "Read the logs", "service logs", timeout=120, ID=name)
    lines = [json.loads(line) for line in said.splitlines()]
    assert {line["service"].split("_")[-1] for line in lines} == set(swarm.SERVICES)
    assert {line["request_id"] for line in lines} == {name}
    # The edge tells who asked, and the frontend believes it: this machine, as the hosts see it.
    outside = [line for line in lines if line["service"] in {"edge", "service1_frontend"}]
    assert {line["remote"] for line in outside if "remote" in line} == {GATEWAY}


def test_what_runs_where_is_told() -> None:
    tasks = manage(FIRST, "What runs where", "stack ps")
    services = manage(FIRST, "What runs where", "service ls")
    for name in swarm.SERVICES:
        assert f"{swarm.STACK}_{name}" in tasks
        assert f"{swarm.STACK}_{name}" in services
    for host in HOSTS:
        assert host.alias in tasks
    told = json.loads(operate("What runs where", "/version", HOST=FIRST.loopback).said)
    assert swarm.look().image("frontend").endswith(told["revision"][:12])
    assert '"ok"' in operate("What runs where", "/readyz", HOST=FIRST.loopback).said


@pytest.fixture
def prometheus() -> Iterator[str]:
    """The image of Prometheus, at hand on the host that watches until the test has ended."""
    image = servers.publish("prometheus")
    FIRST.docker("--config", "/run/melodie/docker", "pull", "-q", image, timeout=120)
    docker("cp", str(ROOT / "monitoring"), f"{FIRST.name}:/root/")
    yield image
    FIRST.docker("stack", "rm", MONITORING)


def test_monitoring_hears_every_task_of_every_service(prometheus: str) -> None:
    manage(FIRST, "Monitoring", "node update", HOST=FIRST.alias)
    deploy = command("Monitoring", "stack deploy")
    FIRST.do(*SHELL, f"cd /root; export PROMETHEUS_IMAGE={prometheus}; {deploy}")
    wait_for("Prometheus hears all", 120, lambda: heard() == TASKS)


def heard() -> Counter[str]:
    """Return how many targets Prometheus hears, by service."""
    asked = FIRST.do("curl", "-fsS", "http://127.0.0.1:9090/api/v1/targets?state=active")
    targets = json.loads(asked)["data"]["activeTargets"]
    return Counter(found["labels"]["job"] for found in targets if found["health"] == "up")
