"""Runs a container once on the swarm, waits for its end, and removes it."""

import json
import time
from typing import Any

from ansible.module_utils.basic import AnsibleModule

DOCUMENTATION = """
module: swarm_job
short_description: Run a container once on the swarm, and wait for its end
description:
  - Makes a service of one task, which can use the swarm's networks and secrets, waits until it
    has ended, and removes it. One of the same name that an interrupted run left is removed first.
  - Fails with the job's output when it fails or does not end in time.
  - Runs on a manager, with the C(docker) command.
options:
  name: {type: str, required: true, description: Name of the job.}
  image: {type: str, required: true, description: Image to run.}
  args: {type: list, elements: str, default: [], description: Command, or what the image's takes.}
  env: {type: dict, default: {}, description: Environment variables; no secrets.}
  networks: {type: list, elements: str, default: [], description: Names of networks to be on.}
  secrets:
    type: dict
    default: {}
    description: Secrets of the swarm by their file's name under /run/secrets.
  configs:
    type: dict
    default: {}
    description: Configs of the swarm by the file they are seen as.
  mounts: {type: dict, default: {}, description: This host's directories by where they are seen.}
  user: {type: str, description: User in the container; secrets are readable by it alone.}
  here: {type: bool, default: false, description: Run on this host and no other.}
  timeout: {type: int, default: 300, description: Seconds that the job may take.}
"""
RETURN = """
output: {type: str, returned: always, description: The output of the job.}
"""

ENDED = {"complete", "failed", "rejected", "orphaned", "shutdown", "remove"}
POLL_SECONDS = 1.0


class Docker:
    """The ``docker`` command; a failing one ends the module."""

    def __init__(self, module: AnsibleModule) -> None:
        self._module = module
        self._program = module.get_bin_path("docker", required=True)

    def __call__(self, *arguments: str, check: bool = True) -> str:
        """Return what the command printed."""
        _, out, _ = self._module.run_command([self._program, *arguments], check_rc=check)
        return str(out)

    def logs(self, service: str) -> str:
        """Return the output of a service, on either stream."""
        _, out, errors = self._module.run_command(
            [self._program, "service", "logs", "--raw", service]
        )
        return f"{out}{errors}"


def create_arguments(given: dict[str, Any], node: str | None) -> list[str]:
    """Return the arguments of ``docker service create`` for the job, on ``node`` or on any."""
    # One task that is never restarted. The swarm's own mode for jobs starts them over and over
    # where a manager has led more than once (moby/moby issue 53632; seen with 20.10).
    arguments = ["--detach", "--quiet", "--replicas", "1", "--restart-condition", "none"]
    arguments += ["--with-registry-auth", "--name", given["name"], "--endpoint-mode", "dnsrr"]
    # A job's output has to reach the manager, whatever log driver the engine uses.
    arguments += ["--log-driver", "json-file", "--label", "melodie.job=true"]
    # A job serves no requests, so the image's health check would soon call it unhealthy.
    arguments += ["--no-healthcheck"]
    if given["user"]:
        arguments += ["--user", given["user"]]
    if node:
        arguments += ["--constraint", f"node.id=={node}"]
    for name, value in given["env"].items():
        arguments += ["--env", f"{name}={value}"]
    for network in given["networks"]:
        arguments += ["--network", network]
    owner = f",uid={given['user']}" if given["user"] else ""
    for target, source in given["secrets"].items():
        arguments += ["--secret", f"source={source},target={target},mode=0400{owner}"]
    for target, source in given["configs"].items():
        arguments += ["--config", f"source={source},target={target},mode=0444"]
    for target, source in given["mounts"].items():
        arguments += ["--mount", f"type=bind,source={source},target={target}"]
    return [*arguments, given["image"], *given["args"]]


def outcome(tasks: list[dict[str, Any]]) -> tuple[str, str]:
    """Return the state of a job's newest task and what went wrong with it."""
    if not tasks:
        return "new", ""
    newest = max(tasks, key=lambda task: str(task["CreatedAt"]))
    status = newest["Status"]
    return status["State"], status.get("Err") or status.get("Message", "")


def run_job(docker: Docker, given: dict[str, Any]) -> tuple[str, str, str]:
    """Run the job to its end, or to ``timeout``; return its state, fault and output."""
    name = given["name"]
    here = docker("info", "--format", "{{.Swarm.NodeID}}").strip() if given["here"] else None
    docker("service", "rm", name, check=False)
    docker("service", "create", *create_arguments(given, here))
    try:
        until = time.monotonic() + given["timeout"]
        while True:
            found = docker("service", "ps", "--quiet", "--no-trunc", name).split()
            tasks = json.loads(docker("inspect", "--type", "task", *found, check=False) or "[]")
            state, fault = outcome(tasks)
            if state in ENDED or time.monotonic() > until:
                return state, fault, docker.logs(name)
            time.sleep(POLL_SECONDS)
    finally:
        docker("service", "rm", name, check=False)


def main() -> None:
    """Run as Ansible's module."""
    module = AnsibleModule(
        argument_spec={
            "name": {"type": "str", "required": True},
            "image": {"type": "str", "required": True},
            "args": {"type": "list", "elements": "str", "default": []},
            "env": {"type": "dict", "default": {}},
            "networks": {"type": "list", "elements": "str", "default": []},
            "secrets": {"type": "dict", "default": {}, "no_log": False},
            "configs": {"type": "dict", "default": {}},
            "mounts": {"type": "dict", "default": {}},
            "user": {"type": "str"},
            "here": {"type": "bool", "default": False},
            "timeout": {"type": "int", "default": 300},
        },
        supports_check_mode=True,
    )
    given = module.params
    if module.check_mode:
        module.exit_json(changed=True, output="")
    state, fault, output = run_job(Docker(module), given)
    if state != "complete":
        ended = f"failed: {fault}" if state in ENDED else f"was not done in {given['timeout']} s"
        module.fail_json(msg=f"The job {given['name']} {ended}\n{output}".strip(), output=output)
    module.exit_json(changed=True, output=output)


if __name__ == "__main__":
    main()
