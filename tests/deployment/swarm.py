"""What the swarm says of itself, asked of whichever manager answers."""

import json
from typing import Any, Final

from tests.deployment.hosts import HOSTS, Host, runs
from tests.deployment.machine import Failed

STACK: Final = "melodie"
SERVICES: Final = ("edge", "frontend", "notes", "rhythm", "lilypond")


def ask(*arguments: str) -> str:
    """Run Docker's client on the first host whose engine is a manager with a quorum."""
    trouble: Exception | None = None
    for host in HOSTS:
        try:
            if runs(host.name):
                return host.docker(*arguments, timeout=20)
        except (Failed, TimeoutError) as error:
            trouble = error
    raise Failed(f"no manager answers {' '.join(arguments)}") from trouble


def replicas() -> dict[str, str]:
    """Return how many of how many run, by service, such as ``2/2``."""
    lines = ask("service", "ls", "--format", "{{.Name}} {{.Replicas}}").splitlines()
    pairs = [line.removeprefix(f"{STACK}_").split()[:2] for line in lines]
    return {name: count for name, count in pairs if name in SERVICES}


def converged() -> bool:
    """Say whether every service of the stack has all its replicas, and none is being updated."""
    counts = replicas()
    full = all(len(set(count.split("/"))) == 1 for count in counts.values())
    return set(counts) == set(SERVICES) and full and not any(map(updating, described()))


def stands() -> bool:
    """Say whether the stack has been deployed."""
    try:
        return set(replicas()) == set(SERVICES)
    except Failed:
        return False


def updating(service: dict[str, Any]) -> bool:
    """Say whether a rollout, or its undoing, is under way."""
    state = service.get("UpdateStatus", {}).get("State", "")
    return state in {"updating", "rollback_started"}


def described(*services: str) -> list[dict[str, Any]]:
    """Return the services, all of them by default, as the swarm keeps them."""
    names = [f"{STACK}_{service}" for service in services or SERVICES]
    found: list[dict[str, Any]] = json.loads(ask("service", "inspect", *names))
    return found


def inspect(service: str) -> dict[str, Any]:
    """Return a service as the swarm keeps it."""
    return described(service)[0]


def image(service: str) -> str:
    """Return the image that a service runs, without its digest."""
    full: str = inspect(service)["Spec"]["TaskTemplate"]["ContainerSpec"]["Image"]
    return full.split("@", maxsplit=1)[0]


def tag(service: str = "frontend") -> str:
    """Return the tag of the image that a service runs."""
    return image(service).rsplit(":", 1)[1]


def tasks(service: str) -> dict[str, str]:
    """Return the host of every task that is meant to run and does, by the task's id."""
    listed = ask(
        *("service", "ps", "--no-trunc", "--filter", "desired-state=running"),
        *("--format", "{{.ID}} {{.Node}} {{.CurrentState}}", f"{STACK}_{service}"),
    )
    rows = [line.split() for line in listed.splitlines()]
    return {row[0]: row[1] for row in rows if row[2] == "Running"}


def containers(host: Host) -> list[dict[str, Any]]:
    """Return the stack's running containers on ``host``, as its engine describes them."""
    ids = host.docker("ps", "-q", "--filter", f"label=com.docker.stack.namespace={STACK}").split()
    found: list[dict[str, Any]] = json.loads(host.docker("inspect", *ids)) if ids else []
    return found


def service_of(container: dict[str, Any]) -> str:
    """Return the service that a container belongs to."""
    name: str = container["Config"]["Labels"]["com.docker.swarm.service.name"]
    return name.removeprefix(f"{STACK}_")
