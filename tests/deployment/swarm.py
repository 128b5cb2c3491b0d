"""What the swarm says of itself, asked of whichever manager answers.

Waiting asks often, and on a machine that is all hosts at once: so an engine is asked for all
that is wanted in one go, over its own socket, and not by a client for each part.
"""

import json
import subprocess
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from tests.deployment.hosts import HOSTS, Host
from tests.deployment.machine import Failed

STACK: Final = "melodie"
OURS: Final = f"com.docker.stack.namespace={STACK}"
"""The label of all that belongs to the stack."""
SERVICES: Final = ("edge", "frontend", "notes", "rhythm", "lilypond")

CURL: Final = ("curl", "--silent", "--show-error", "--fail-early", "--fail", "--max-time", "5")
SOCKET: Final = ("--unix-socket", "/run/docker.sock")
QUESTIONS: Final = (
    f"services?status=true&filters={quote(json.dumps({'label': [OURS]}))}",
    f"tasks?filters={quote(json.dumps({'label': [OURS], 'desired-state': ['running']}))}",
    "nodes",
)
"""Of Docker's HTTP interface; the answer to each is a list on a line of its own."""


@dataclass(frozen=True)
class Stack:
    """The stack, and the swarm's nodes, at one moment.

    ``services`` are as the swarm describes them, by name; ``tasks`` has the host of each task
    that is meant to run and does, on a node that is heard of, by service and by the task's id.
    """

    services: dict[str, dict[str, Any]]
    tasks: dict[str, dict[str, str]]
    nodes: list[dict[str, Any]]

    def desired(self, service: str) -> int:
        """Return how many tasks of a service are meant to run."""
        desired: int = self.services[service]["ServiceStatus"]["DesiredTasks"]
        return desired

    def replicas(self, service: str) -> str:
        """Return how many of how many run, such as ``2/2``."""
        return f"{len(self.tasks[service])}/{self.desired(service)}"

    def image(self, service: str) -> str:
        """Return the image that a service runs, without its digest."""
        image: str = self.services[service]["Spec"]["TaskTemplate"]["ContainerSpec"]["Image"]
        return image.split("@", maxsplit=1)[0]

    def tag(self, service: str = "frontend") -> str:
        """Return the tag of the image that a service runs."""
        return self.image(service).rsplit(":", 1)[1]

    def updating(self, service: str) -> bool:
        """Say whether a rollout, or its undoing, is under way."""
        state = self.services[service].get("UpdateStatus", {}).get("State", "")
        return state in {"updating", "rollback_started"}


def look() -> Stack:
    """Return what the first host tells whose engine is a manager with a quorum.

    Raises ``Failed`` when none is.
    """
    services, tasks, nodes = _ask()
    names = {it["ID"]: it["Spec"]["Name"].removeprefix(f"{STACK}_") for it in services}
    heard = {
        node["ID"]: node["Description"]["Hostname"]
        for node in nodes
        if node["Status"]["State"] == "ready"
    }
    running: dict[str, dict[str, str]] = {name: {} for name in names.values()}
    for task in tasks:
        # The swarm's own count has those too that ran on a host when it was lost.
        if task["Status"]["State"] == "running" and task.get("NodeID") in heard:
            running[names[task["ServiceID"]]][task["ID"]] = heard[task["NodeID"]]
    return Stack({names[service["ID"]]: service for service in services}, running, nodes)


def _ask() -> list[list[dict[str, Any]]]:
    trouble: Exception | None = None
    for host in HOSTS:
        try:
            said = host.do(*CURL, *SOCKET, *(f"http://docker/{what}" for what in QUESTIONS))
        except (Failed, subprocess.TimeoutExpired) as error:
            trouble = error
        else:
            return [json.loads(line) for line in said.splitlines()]
    raise Failed("no manager tells of the stack") from trouble


def converged() -> bool:
    """Say that every service of the stack has all its tasks, and none is being updated.

    Raises ``Failed``, which tells how they stand, when that is not so.
    """
    stack = look()
    updating = [name for name in stack.services if stack.updating(name)]
    full = all(len(stack.tasks[name]) == stack.desired(name) for name in stack.services)
    if not full or updating or set(stack.services) != set(SERVICES):
        counts = {name: stack.replicas(name) for name in stack.services}
        raise Failed(f"running of desired: {counts}; being updated: {updating}")
    return True


def stands() -> bool:
    """Say whether the stack has been deployed."""
    try:
        return set(look().services) == set(SERVICES)
    except Failed:
        return False


def leader() -> Host:
    """Return the host that leads the managers; raises ``Failed`` when none does."""
    led = [
        node["Description"]["Hostname"]
        for node in look().nodes
        if node.get("ManagerStatus", {}).get("Leader")
    ]
    for host in HOSTS:
        if host.alias in led:
            return host
    raise Failed("the managers have no leader")


def containers(host: Host) -> list[dict[str, Any]]:
    """Return the stack's running containers on ``host``, as its engine describes them."""
    ids = host.docker("ps", "-q", "--filter", f"label={OURS}").split()
    found: list[dict[str, Any]] = json.loads(host.docker("inspect", *ids)) if ids else []
    return found


def service_of(container: dict[str, Any]) -> str:
    """Return the service that a container belongs to."""
    name: str = container["Config"]["Labels"]["com.docker.swarm.service.name"]
    return name.removeprefix(f"{STACK}_")
