"""Waits until every service of a stack runs its newest description, or cannot."""

import json
import time
from typing import Any

import docker
import requests
from ansible.module_utils.basic import AnsibleModule

from ansible.module_utils.stack_verdicts import judge

DOCUMENTATION = """
module: stack_convergence
short_description: Wait until a stack runs its newest description
description:
  - Waits until every service of a stack runs the tasks it should, all of them made to its
    newest description and ready, and no update is under way.
  - Returns early when the swarm has rolled an update back. Never fails; the caller decides.
  - Keeps waiting while the managers elect a leader.
  - Runs on a manager, and needs the Python package C(docker) there. Changes nothing.
options:
  name: {type: str, required: true, description: Name of the stack.}
  images:
    type: dict
    default: {}
    description: The image, with its tag, that each service must run, by the service's full name.
  timeout: {type: int, default: 300, description: Seconds to wait at most.}
"""
RETURN = """
faults:
  type: list
  returned: always
  description: A sentence on each service that does not run what it should; empty when all do.
services:
  type: dict
  returned: always
  description: The state of each service; converged, waiting or refused.
"""

POLL_SECONDS = 1.0
PATIENCE = 15.0
"""Seconds in which an engine answers."""
SOCKET = "unix:///run/docker.sock"


class Swarm:
    """A stack's services and tasks, asked of a manager over its socket: faster than a command."""

    def __init__(self, stack: str) -> None:
        self._engine = docker.APIClient(base_url=SOCKET)
        self._filters = json.dumps({"label": [f"com.docker.stack.namespace={stack}"]})

    def _ask(self, what: str, **more: str) -> list[dict[str, Any]]:
        answer = self._engine.get(
            f"{self._engine.base_url}/{what}",
            params={"filters": self._filters, **more},
            timeout=PATIENCE,
        )
        answer.raise_for_status()
        found: list[dict[str, Any]] = answer.json()
        return found

    def judged(self, images: dict[str, str]) -> dict[str, tuple[str, str]]:
        """Return the state of each service, by its name; empty where there is no such stack.

        Raises ``requests.RequestException`` while no manager leads.
        """
        services, tasks = self._ask("services", status="true"), self._ask("tasks")
        verdicts = {}
        for service in services:
            name, meant = service["Spec"]["Name"], service["ServiceStatus"]["DesiredTasks"]
            verdicts[name] = judge(service, tasks, meant, images.get(name))
        return verdicts


def verdicts_at_last(stack: str, images: dict[str, str], timeout: float) -> dict[str, Any]:
    """Ask until every service runs what it should, one cannot, or ``timeout`` is over."""
    swarm = Swarm(stack)
    until = time.monotonic() + timeout
    while True:
        try:
            verdicts = swarm.judged(images)
        except requests.RequestException as error:
            verdicts = {stack: ("waiting", f"the swarm does not answer: {error}")}
        states = {state for state, _ in verdicts.values()}
        if states <= {"converged"} or "refused" in states or time.monotonic() > until:
            return verdicts
        time.sleep(POLL_SECONDS)


def main() -> None:
    """Run as Ansible's module."""
    module = AnsibleModule(
        argument_spec={
            "name": {"type": "str", "required": True},
            "images": {"type": "dict", "default": {}},
            "timeout": {"type": "int", "default": 300},
        },
        supports_check_mode=True,
    )
    given = module.params
    verdicts = verdicts_at_last(given["name"], given["images"], given["timeout"])
    if not verdicts:
        module.fail_json(msg=f"There is no stack {given['name']}.")
    states = {state for state, _ in verdicts.values()}
    module.exit_json(
        changed=False,
        services={name: state for name, (state, _) in verdicts.items()},
        faults=[
            f"{name} did not become ready ({why})"
            for name, (state, why) in sorted(verdicts.items())
            if state != "converged" and (state == "refused" or "refused" not in states)
        ],
    )


if __name__ == "__main__":
    main()
