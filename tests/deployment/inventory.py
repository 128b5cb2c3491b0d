"""The inventory of the hosts, as an operator keeps it: a file, and a vault beside it."""

import json
import os
import secrets
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, quote_plus

from tests.deployment import builder, hosts, servers
from tests.deployment.hosts import HOSTS
from tests.deployment.machine import ROOT, WORK

ANSIBLE: Final = (str(ROOT / "scripts" / "ansible-env"),)
"""What goes before a command that needs Ansible."""
KEY: Final = WORK / "key"
KNOWN_HOSTS: Final = WORK / "known_hosts"
INVENTORY: Final = WORK / "inventory"
VAULT: Final = INVENTORY / "group_vars" / "all" / "vault.yaml"
VAULT_PASSWORD: Final = WORK / "vault-password"
DRAWN: Final = WORK / "drawn.json"
"""What signs the forms, and what the database asks for; drawn once, and anew when rotated."""


def write(settings: Mapping[str, object] | None = None) -> None:
    """Write the inventory; ``settings`` are further variables of every host."""
    VAULT.parent.mkdir(parents=True, exist_ok=True)
    if not VAULT_PASSWORD.exists():
        _write(VAULT_PASSWORD, secrets.token_hex())
    described = {**_variables(), **(settings or {})}
    _write(INVENTORY / "hosts.yaml", json.dumps(_groups(described), indent=2))
    _encrypt(VAULT, secret_variables())


def write_one_file(file: Path) -> None:
    """Write the inventory, secrets included, as one encrypted file."""
    _encrypt(file, _groups(_variables() | secret_variables()))


def rotate() -> str:
    """Draw another key and another password, keep them in the vault, return the password."""
    _draw()
    write()
    return drawn()["stack_database_password"]


def environment() -> dict[str, str]:
    """Return the environment in which the playbooks find the inventory, and can read it."""
    return {
        **os.environ,
        "I": str(INVENTORY),
        "ANSIBLE_VAULT_PASSWORD_FILE": str(VAULT_PASSWORD),
        "ANSIBLE_FORCE_COLOR": "0",
        "NO_COLOR": "1",
        "ANSIBLE_TIMEOUT": "60",
    }


def secret_values() -> list[str]:
    """Return every value that must be seen nowhere."""
    values = [*drawn().values(), servers.PASSWORD]
    return [form for value in values for form in (value, quote(value, safe=""), quote_plus(value))]


def secret_variables() -> dict[str, str]:
    """Return what an operator keeps in the vault."""
    return {
        **drawn(),
        "stack_database_host": builder.ADDRESS,
        "stack_database_ca": servers.mysql_ca(),
        "stack_registry_username": servers.USER,
        "stack_registry_password": servers.PASSWORD,
    }


def drawn() -> dict[str, str]:
    """Return what was drawn, by the variables of the vault; draw it where it was not."""
    if not DRAWN.exists():
        _draw()
    found: dict[str, str] = json.loads(DRAWN.read_text(encoding="utf-8"))
    return found


def _draw() -> None:
    # A password that holds what a careless address, option or line of YAML would break on.
    password = f"{secrets.token_hex(8)}@:/w% r'd\"\\#"
    fresh = {"stack_secret_key": secrets.token_hex(), "stack_database_password": password}
    _write(DRAWN, json.dumps(fresh))


def _variables() -> dict[str, Any]:
    return {
        "ansible_user": hosts.USER,
        "ansible_port": 2222,
        "ansible_ssh_private_key_file": str(KEY),
        "ansible_ssh_common_args": f"-o UserKnownHostsFile={KNOWN_HOSTS}",
        "docker_insecure_registries": [builder.REGISTRY],
        "stack_registry": builder.REGISTRY,
        "stack_encrypted": False,  # needs ESP, which not every test machine's kernel has
        "stack_mysql_image": servers.MYSQL_IMAGE,
    }


def _groups(variables: Mapping[str, Any]) -> dict[str, Any]:
    found = {
        host.alias: {"ansible_host": host.loopback, "swarm_address": host.address} for host in HOSTS
    }
    managers = {"swarm": {"children": {"swarm_managers": {"hosts": found}}}}
    children = managers | {name: {"hosts": {}} for name in ("jenkins", "jenkins_builders")}
    return {"all": {"vars": dict(variables), "children": children}}


def _encrypt(file: Path, content: Mapping[str, Any]) -> None:
    subprocess.run(  # noqa: S603 - a script of our own
        [*ANSIBLE, "ansible-vault", "encrypt", "--output", str(file)],
        input=json.dumps(content),
        env=environment(),
        text=True,
        check=True,
        capture_output=True,
        timeout=60,
    )


def _write(file: Path, content: str) -> None:
    file.touch(mode=0o600)
    file.write_text(content, encoding="utf-8")
