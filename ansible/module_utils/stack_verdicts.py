"""Judges, from what a manager tells, whether a service runs what it was told to."""

from typing import Any

BUSY = {"updating", "rollback_started"}
REFUSED = {"rollback_completed", "rollback_paused", "paused"}
ENDED = {"failed", "rejected"}
COMPARED = ("ContainerSpec", "Resources", "ForceUpdate", "Networks")
"""What of a task's description has to be that of its service."""


def current(task: dict[str, Any], service: dict[str, Any]) -> bool:
    """Say whether ``task`` was made to the newest description of ``service``."""
    wanted = service["Spec"]["TaskTemplate"]
    made = task["Spec"]
    return all(said(made.get(part)) == said(wanted.get(part)) for part in COMPARED)


def said(description: Any) -> Any:
    """Leave out the empty parts, which tasks and services write differently."""
    if isinstance(description, dict):
        full = {key: said(value) for key, value in description.items()}
        return {key: value for key, value in full.items() if value not in ({}, [], None)}
    if isinstance(description, list):
        return [said(each) for each in description]
    return description


def judge(
    service: dict[str, Any], tasks: list[dict[str, Any]], wanted: int, image: str | None
) -> tuple[str, str]:
    """Return how a service stands, and why when it is not ``converged``.

    ``wanted`` is how many tasks the swarm means to run, ``image`` what they
    should run where that is known.
    """
    update = service.get("UpdateStatus") or {}
    state = update.get("State", "completed")
    described = service["Spec"]["TaskTemplate"]["ContainerSpec"]["Image"].split("@")[0]
    mine = [task for task in tasks if task["ServiceID"] == service["ID"]]
    if image and described != image:
        return "refused", f"the swarm took it back to {described}: {fault(mine, update)}"
    if state in REFUSED:  # of this deploy, as each deploy clears what became of the last
        return "refused", fault(mine, update)
    meant = [task for task in mine if task["DesiredState"] == "running"]
    ready = [t for t in meant if t["Status"]["State"] == "running" and current(t, service)]
    if state not in BUSY and len(ready) == len(meant) == wanted:
        return "converged", ""
    return "waiting", f"{len(ready)} of {wanted} tasks are ready: {fault(mine, update)}"


def fault(tasks: list[dict[str, Any]], update: dict[str, Any]) -> str:
    """Return what went wrong last, in the swarm's own words.

    A task that ended tells more than one that waits for its place: where an
    edge's image is missing, the next edge waits for the port of the last.
    """
    told = [task for task in tasks if task["Status"].get("Err")]
    ended = [task for task in told if task["Status"]["State"] in ENDED]
    if told:
        newest = max(ended or told, key=lambda task: str(task["Status"]["Timestamp"]))
        return str(newest["Status"]["Err"])
    return str(update.get("Message") or "no reason given")
