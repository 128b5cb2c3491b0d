import runpy
from pathlib import Path
from typing import Any

import pytest

judge = runpy.run_path(
    str(Path(__file__).parents[2] / "ansible" / "module_utils" / "stack_verdicts.py")
)["judge"]

NEW = "registry/melodie-notes:new"
OLD = "registry/melodie-notes:old"


def a_service(image: str = NEW, **update: str) -> dict[str, Any]:
    template = {"ContainerSpec": {"Image": f"{image}@sha256:1", "DNSConfig": {}}, "ForceUpdate": 0}
    service: dict[str, Any] = {"ID": "s1", "Spec": {"TaskTemplate": template}}
    return service | ({"UpdateStatus": update} if update else {})


def a_task(
    image: str = NEW, state: str = "running", *, wanted: str = "running", **status: str
) -> Any:
    return {
        "ServiceID": "s1",
        "DesiredState": wanted,
        "Spec": {"ContainerSpec": {"Image": f"{image}@sha256:1"}, "ForceUpdate": 0},
        "Status": {"State": state, "Timestamp": "2026-01-01T00:00:00Z", **status},
    }


def test_a_service_whose_tasks_all_run_what_it_says_has_converged() -> None:
    assert judge(a_service(), [a_task(), a_task()], 2, NEW) == ("converged", "")


def test_a_task_that_is_leaving_does_not_count() -> None:
    tasks = [a_task(), a_task(OLD, wanted="shutdown")]
    assert judge(a_service(State="completed"), tasks, 1, NEW) == ("converged", "")


@pytest.mark.parametrize(
    ("service", "tasks"),
    [
        (a_service(), [a_task()]),
        (a_service(), [a_task(), a_task(state="starting")]),
        (a_service(), [a_task(), a_task(OLD)]),
        (a_service(State="updating"), [a_task(), a_task()]),
        (a_service(State="rollback_started"), [a_task(), a_task()]),
    ],
    ids=["one missing", "one starting", "one still old", "updating", "going back"],
)
def test_a_service_on_its_way_is_waited_for(service: Any, tasks: Any) -> None:
    state, why = judge(service, tasks, 2, NEW)
    assert state == "waiting"
    assert "of 2 tasks" in why


def test_a_service_that_the_swarm_took_back_is_refused_with_the_reason() -> None:
    failed = a_task(NEW, "failed", wanted="shutdown", Err="task: non-zero exit (1)")
    service = a_service(OLD, State="rollback_completed", Message="rollback completed")
    state, why = judge(service, [a_task(OLD), a_task(OLD), failed], 2, NEW)
    assert state == "refused"
    assert why == f"the swarm took it back to {OLD}: task: non-zero exit (1)"


def test_a_paused_update_is_refused() -> None:
    service = a_service(State="paused", Message="update paused due to failure")
    assert judge(service, [a_task()], 1, NEW) == ("refused", "update paused due to failure")


def test_a_service_that_was_taken_back_with_the_same_image_is_refused_too() -> None:
    service = a_service(State="rollback_completed", Message="rollback completed")
    failed = a_task(state="failed", wanted="shutdown", Err="the secret cannot be read")
    assert judge(service, [a_task(), failed], 1, NEW) == ("refused", "the secret cannot be read")


def test_what_ended_a_task_is_named_rather_than_what_the_next_one_waits_for() -> None:
    missing = a_task(NEW, "rejected", wanted="shutdown", Err="No such image")
    waits = a_task(NEW, "pending", Err="no suitable node (host-mode port already in use)")
    waits["Status"]["Timestamp"] = "2026-01-01T00:00:09Z"
    state, why = judge(a_service(), [missing, waits], 1, NEW)
    assert state == "waiting"
    assert why.endswith("No such image")
