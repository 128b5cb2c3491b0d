"""Whether a service runs its newest description, judged by what a manager reports of it."""

from typing import Any

BUSY = {"updating", "rollback_started"}
REFUSED = {"rollback_completed", "rollback_paused", "paused"}
ENDED = {"failed", "rejected"}
COMPARED = ("ContainerSpec", "Resources", "ForceUpdate", "Networks")
"""What of a task's description has to be that of its service."""


def current(task: dict[str, Any], service: dict[str, Any]) -> bool:
    """Return whether ``task`` was made to the newest description of ``service``."""
    wanted = service["Spec"]["TaskTemplate"]
    made = task["Spec"]
    return all(
        without_empty(made.get(part)) == without_empty(wanted.get(part)) for part in COMPARED
    )


def without_empty(description: Any) -> Any:
    """Return a description without its empty parts, which tasks and services write differently."""
    if isinstance(description, dict):
        full = {key: without_empty(value) for key, value in description.items()}
        return {key: value for key, value in full.items() if value not in ({}, [], None)}
    if isinstance(description, list):
        return [without_empty(each) for each in description]
    return description


def judge(
    service: dict[str, Any], tasks: list[dict[str, Any]], wanted: int, image: str | None
) -> tuple[str, str]:
    """Return the state of a service, and why when it is not ``converged``.

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

    A task that has ended explains more than one that waits for a place: where an
    edge's image is missing, the next edge waits for the port of the last.
    """
    failed = [task for task in tasks if task["Status"].get("Err")]
    ended = [task for task in failed if task["Status"]["State"] in ENDED]
    if failed:
        newest = max(ended or failed, key=lambda task: str(task["Status"]["Timestamp"]))
        return str(newest["Status"]["Err"])
    return str(update.get("Message") or "no reason given")
