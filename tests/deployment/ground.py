"""The ground that the proofs stand on: three hosts, their network, a registry, MySQL, images."""

import json
import os
import secrets
import shutil
import subprocess
from typing import Any, Final
from urllib.parse import quote_plus

from tests.deployment import hosts, servers
from tests.deployment.hosts import Host, host_key
from tests.deployment.machine import ROOT, WORK, docker, run

HOSTS: Final = (Host(1), Host(2), Host(3))
KEY: Final = WORK / "key"
KNOWN_HOSTS: Final = WORK / "known_hosts"
INVENTORY: Final = WORK / "hosts.yaml"
SECRETS: Final = WORK / "vault.json"


def raise_ground() -> None:
    """Make what does not stand yet; what stands from an earlier run is used."""
    WORK.mkdir(parents=True, exist_ok=True)
    make_base_images()
    if not docker("network", "ls", "-q", "--filter", f"name=^{hosts.NETWORK}$"):
        docker(
            *("network", "create", "--label", hosts.LABEL),
            *("--subnet", hosts.SUBNET, hosts.NETWORK),
        )
    servers.start_registry()
    servers.start_mysql()
    if not KEY.exists():
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(KEY))
    for host in HOSTS:
        if not hosts.runs(host.name):
            host.start()
            host.admit(KEY.with_suffix(".pub").read_text(encoding="utf-8"))
    KNOWN_HOSTS.write_text("".join(f"{host_key(host)}\n" for host in HOSTS), encoding="utf-8")
    INVENTORY.write_text(json.dumps(inventory(), indent=2), encoding="utf-8")


def make_base_images() -> None:
    """Make the images that everything else starts from, where they do not stand."""
    script = str(ROOT / "scripts" / "make-base-image")
    for arguments in ((), (hosts.IMAGE, "bookworm", hosts.PACKAGES), ("debian:sid", "sid")):
        run(script, *arguments, timeout=600)


def clear_ground() -> None:
    """Remove every container (with its volumes) and network that the proofs made."""
    label = ("--filter", f"label={hosts.LABEL}")
    if made := docker("ps", "-aq", *label).split():
        docker("rm", "-fv", *made, timeout=120)
    if made := docker("network", "ls", "-q", *label).split():
        docker("network", "rm", *made)
    shutil.rmtree(WORK, ignore_errors=True)


def build_images(tag: str, *, commit: str = "HEAD", only: tuple[str, ...] = ()) -> None:
    """Build the images of ``commit`` and push them to the registry under ``tag``."""
    environment = {"REGISTRY": servers.REGISTRY_HERE, "TAG": tag, "COMMIT": commit}
    subprocess.run(  # noqa: S603 - a script of our own
        [str(ROOT / "scripts" / "build-images"), "--push", *only],
        env=os.environ | environment,
        check=True,
        timeout=900,
    )


def another_commit() -> str:
    """Make a commit with the same files as HEAD, on no branch, and return it."""
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Test"), ("EMAIL", "test@example.org"))
    }
    command = ["git", "commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "Roll out"]
    return subprocess.run(  # noqa: S603 - a command of our own
        command, cwd=ROOT, env=os.environ | who, check=True, capture_output=True, text=True
    ).stdout.strip()


def spoil_image(service: str, good: str, tag: str) -> None:
    """Push all images of ``good`` as ``tag``, but ``service`` as one that never gets ready."""
    for name in ("frontend", "notes", "rhythm", "lilypond"):
        image = f"{servers.REGISTRY_HERE}/melodie-{name}"
        if name == service:
            sleeper = f'FROM {image}:{good}\nCMD ["sleep", "infinity"]\n'
            docker("build", "-q", "-t", f"{image}:{tag}", "-", stdin=sleeper)
        else:
            docker("tag", f"{image}:{good}", f"{image}:{tag}")
        docker("push", "-q", f"{image}:{tag}")


def inventory() -> dict[str, Any]:
    """Say what an operator's inventory would say of these hosts."""
    found = {host.alias: _described(host) for host in HOSTS}
    return {
        "all": {
            "vars": {
                "ansible_user": hosts.USER,
                "ansible_port": 2222,
                "ansible_ssh_private_key_file": str(KEY),
                "ansible_ssh_common_args": f"-o UserKnownHostsFile={KNOWN_HOSTS}",
                "docker_insecure_registries": [servers.REGISTRY_INSIDE],
                "stack_registry": servers.REGISTRY_INSIDE,
                "stack_encrypted": False,  # needs ESP, which not every test machine's kernel has
                "stack_mysql_image": servers.push_mysql(),
                **given_secrets(),
            },
            "children": {"swarm": {"children": {"swarm_managers": {"hosts": found}}}},
        }
    }


def _described(host: Host) -> dict[str, str]:
    return {"ansible_host": host.loopback, "swarm_address": host.address}


def given_secrets() -> dict[str, str]:
    """Return what an operator keeps in the vault; drawn once per ground."""
    if not SECRETS.exists():
        rotate_secret_key()
    found: dict[str, str] = json.loads(SECRETS.read_text(encoding="utf-8"))
    return found


def rotate_secret_key() -> None:
    """Draw another session key, and write it where the playbooks look."""
    given = {
        "stack_secret_key": secrets.token_hex(),
        "stack_database_host": servers.MYSQL_ADDRESS,
        "stack_database_password": servers.PASSWORD,
        "stack_database_ca": servers.mysql_ca(),
    }
    SECRETS.write_text(json.dumps(given), encoding="utf-8")
    INVENTORY.write_text(json.dumps(inventory(), indent=2), encoding="utf-8")


def secret_values() -> list[str]:
    """Return every value that must be seen nowhere."""
    key = given_secrets()["stack_secret_key"]
    return [key, servers.PASSWORD, quote_plus(servers.PASSWORD)]
