"""What the swarm says of itself, asked of whichever manager answers.

Waiting asks often, and on a machine that is all hosts at once: so an engine is asked what is
wanted in one request, over its own socket, and not by a client for each part.
"""

import json
import subprocess
from typing import Any, Final
from urllib.parse import quote

from tests.deployment.hosts import HOSTS, Host
from tests.deployment.machine import Failed

STACK: Final = "melodie"
OURS: Final = f"com.docker.stack.namespace={STACK}"
"""The label of all that belongs to the stack."""
SERVICES: Final = ("edge", "frontend", "notes", "rhythm", "lilypond")

CURL: Final = ("curl", "--silent", "--show-error", "--fail", "--max-time", "20")
SOCKET: Final = ("--unix-socket", "/run/docker.sock")


def ask(what: str, **filters: str) -> list[dict[str, Any]]:
    """Return a list of Docker's HTTP interface, such as ``nodes``, from the first host that has it.

    A host has it when its engine is a manager with a quorum. Raises ``Failed`` when none is.
    """
    wanted = quote(json.dumps({name: [value] for name, value in filters.items()}))
    url = f"http://docker/{what}?status=true&filters={wanted}"
    trouble: Exception | None = None
    for host in HOSTS:
        try:
            found: list[dict[str, Any]] = json.loads(host.do(*CURL, *SOCKET, url))
        except (Failed, subprocess.TimeoutExpired) as error:
            trouble = error
        else:
            return found
    raise Failed(f"no manager tells of its {what}") from trouble


def described() -> dict[str, dict[str, Any]]:
    """Return the stack's services as the swarm keeps them, by name."""
    found = {service["Spec"]["Name"]: service for service in ask("services", label=OURS)}
    return {name.removeprefix(f"{STACK}_"): service for name, service in found.items()}


def replicas() -> dict[str, str]:
    """Return how many of how many run, by service, such as ``2/2``."""
    counts = {name: service["ServiceStatus"] for name, service in described().items()}
    return {name: f"{it['RunningTasks']}/{it['DesiredTasks']}" for name, it in counts.items()}


def converged() -> bool:
    """Say whether every service of the stack has all its replicas, and none is being updated."""
    found = described()
    counts = [service["ServiceStatus"] for service in found.values()]
    full = all(count["RunningTasks"] == count["DesiredTasks"] for count in counts)
    return set(found) == set(SERVICES) and full and not any(map(updating, found.values()))


def stands() -> bool:
    """Say whether the stack has been deployed."""
    try:
        return set(described()) == set(SERVICES)
    except Failed:
        return False


def updating(service: dict[str, Any]) -> bool:
    """Say whether a rollout, or its undoing, is under way."""
    state = service.get("UpdateStatus", {}).get("State", "")
    return state in {"updating", "rollback_started"}


def image(service: str) -> str:
    """Return the image that a service runs, without its digest."""
    full: str = described()[service]["Spec"]["TaskTemplate"]["ContainerSpec"]["Image"]
    return full.split("@", maxsplit=1)[0]


def tag(service: str = "frontend") -> str:
    """Return the tag of the image that a service runs."""
    return image(service).rsplit(":", 1)[1]


def tasks() -> dict[str, dict[str, str]]:
    """Return the tasks that are meant to run and do, by service: each one's host by its id."""
    services = {service["ID"]: name for name, service in described().items()}
    hosts = {node["ID"]: node["Description"]["Hostname"] for node in ask("nodes")}
    found: dict[str, dict[str, str]] = {name: {} for name in services.values()}
    for task in ask("tasks", label=OURS, **{"desired-state": "running"}):
        if task["Status"]["State"] == "running" and task["ServiceID"] in services:
            found[services[task["ServiceID"]]][task["ID"]] = hosts[task["NodeID"]]
    return found


def containers(host: Host) -> list[dict[str, Any]]:
    """Return the stack's running containers on ``host``, as its engine describes them."""
    ids = host.docker("ps", "-q", "--filter", f"label={OURS}").split()
    found: list[dict[str, Any]] = json.loads(host.docker("inspect", *ids)) if ids else []
    return found


def service_of(container: dict[str, Any]) -> str:
    """Return the service that a container belongs to."""
    name: str = container["Config"]["Labels"]["com.docker.swarm.service.name"]
    return name.removeprefix(f"{STACK}_")
