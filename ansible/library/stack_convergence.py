"""Waits until every service of a stack runs what it was told to, or cannot."""

import json
import time
from typing import Any

from ansible.module_utils.basic import AnsibleModule

from ansible.module_utils.stack_verdicts import judge

DOCUMENTATION = """
module: stack_convergence
short_description: Wait until a stack runs what it was told to
description:
  - Waits until every service of a stack runs the tasks it should, all of them made to its
    newest description and ready, and no update is under way.
  - Stops early when the swarm has taken an update back. Never fails; the caller judges.
  - Runs on a manager, with the C(docker) command. Changes nothing.
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
  description: How each service stands; converged, waiting or refused.
"""

POLL_SECONDS = 2.0  # a look costs a manager some tenths of a second


class Swarm:
    """What a manager tells of a stack."""

    def __init__(self, module: AnsibleModule) -> None:
        self._module = module
        self._program = module.get_bin_path("docker", required=True)

    def _ask(self, *arguments: str, check: bool = True) -> str:
        _, out, _ = self._module.run_command([self._program, *arguments], check_rc=check)
        return str(out)

    def look(self, stack: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, int]]:
        """Return the services, their tasks, and how many tasks each service means to run."""
        label = f"label=com.docker.stack.namespace={stack}"
        listed = self._ask(
            *("service", "ls", "--filter", label, "--format", "{{.Name}} {{.Replicas}}")
        ).splitlines()
        meant = {line.split()[0]: int(line.split()[1].split("/")[1]) for line in listed}
        if not meant:
            self._module.fail_json(msg=f"There is no stack {stack}.")
        services = json.loads(self._ask("service", "inspect", *meant))
        ids = self._ask("service", "ps", "--quiet", "--no-trunc", *meant).split()
        # A task may be forgotten between the two questions: the others are told all the same.
        tasks = self._ask("inspect", "--type", "task", *ids, check=False)
        return services, json.loads(tasks or "[]"), meant


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
    swarm = Swarm(module)
    until = time.monotonic() + module.params["timeout"]
    while True:
        services, tasks, meant = swarm.look(module.params["name"])
        verdicts = {}
        for service in services:
            name = service["Spec"]["Name"]
            image = module.params["images"].get(name)
            verdicts[name] = judge(service, tasks, meant[name], image)
        states = {state for state, _ in verdicts.values()}
        if states <= {"converged"} or "refused" in states or time.monotonic() > until:
            break
        time.sleep(POLL_SECONDS)
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
