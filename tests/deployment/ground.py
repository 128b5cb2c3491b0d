"""The ground that the proofs stand on: three hosts, their network, a registry, MySQL, images."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, Final

from tests.deployment import builder, hosts, inventory, servers
from tests.deployment.hosts import HOSTS, Host, host_key
from tests.deployment.inventory import ANSIBLE, KEY, KNOWN_HOSTS
from tests.deployment.machine import ROOT, WORK, docker, run, runs
from tests.deployment.runbook import SHELL, command

PYTHON: Final = "python:3.11-slim-bookworm"
SID: Final = "debian:sid"
SLEEP: Final = "import signal, sys; signal.signal(15, lambda *_: sys.exit()); signal.pause()"
"""Serves nobody until it is told to end."""


def raise_ground(builders: Executor, tag: str) -> Future[None]:
    """Make what does not stand yet; what stands from an earlier run is used.

    Returns the images of the newest commit, which one of ``builders`` is building under ``tag``.
    """
    WORK.mkdir(parents=True, exist_ok=True)
    if not docker("network", "ls", "-q", "--filter", f"name=^{hosts.NETWORK}$"):
        docker(
            *("network", "create", "--label", hosts.LABEL),
            *("--subnet", hosts.SUBNET, hosts.NETWORK),
        )
    if not KEY.exists():
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(KEY))
    with ThreadPoolExecutor() as pool:
        sid = pool.submit(make_base_image, SID, "sid", "ca-certificates")
        make_base_image(PYTHON)
        beside: list[Future[Any]] = [
            pool.submit(start_hosts),
            pool.submit(run, *ANSIBLE, "true", timeout=300),  # which installs it the first time
        ]
        start_registry()
        images = builders.submit(build_images, tag)
        sid.result()
        start_mysql()
        for each in beside:
            each.result()
    KNOWN_HOSTS.write_text("".join(f"{host_key(host)}\n" for host in HOSTS), encoding="utf-8")
    inventory.write()
    return images


def make_base_image(*name_and_content: str) -> None:
    """Make an image that others start from, where it does not stand."""
    run(str(ROOT / "scripts" / "make-base-image"), *name_and_content, timeout=900)


def start_registry() -> None:
    """Start the builder, and on it the registry."""
    builder.start()
    builder.bring(PYTHON)
    servers.start_registry()


def start_mysql() -> None:
    """Start MySQL on the builder."""
    builder.bring(SID)
    servers.start_mysql(inventory.drawn()["stack_database_password"])


def start_hosts() -> None:
    """Start the hosts."""
    hosts.prepare()
    with ThreadPoolExecutor() as pool:
        list(pool.map(start_host, HOSTS))


def start_host(host: Host) -> None:
    """Start one of the hosts, where it does not run, and admit the operator."""
    if not runs(host.name):
        host.start()
        host.admit(KEY.with_suffix(".pub").read_text(encoding="utf-8"))


def clear_ground() -> None:
    """Remove every container, network and volume that the proofs made."""
    label = ("--filter", f"label={hosts.LABEL}")
    if made := docker("ps", "-aq", *label).split():
        docker("rm", "-fv", *made, timeout=120)
    if made := docker("network", "ls", "-q", *label).split():
        docker("network", "rm", *made)
    if made := docker("volume", "ls", "-q", *label).split():
        docker("volume", "rm", *made)
    shutil.rmtree(WORK, ignore_errors=True)
    builder.clear()


def build_images(tag: str, *images: str, commit: str = "HEAD") -> None:
    """Build images of ``commit``, all by default, and push them to the registry under ``tag``."""
    environment = {"REGISTRY": builder.REGISTRY, "TAG": tag, "COMMIT": commit, **builder.ENGINE}
    login = {"REGISTRY_USERNAME": servers.USER, "REGISTRY_PASSWORD": servers.PASSWORD}
    subprocess.run(  # noqa: S603 - the operator's page is our own
        [*SHELL, " ".join([command("Set up", "push-images"), *images])],
        cwd=ROOT,
        env=os.environ | environment | login,
        check=True,
        timeout=900,
    )


def another_commit(added: Mapping[str, str]) -> str:
    """Make a commit on no branch: HEAD's files, and those ``added``, by their paths."""
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": f"{folder}/index"}
        _git("read-tree", "HEAD", **index)
        for path, text in added.items():
            blob = _git("hash-object", "-w", "--stdin", stdin=text)
            _git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", **index)
        tree = _git("write-tree", **index)
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Test"), ("EMAIL", "test@example.org"))
    }
    return _git("commit-tree", tree, "-p", "HEAD", "-m", "Roll out", **who)


def _git(*arguments: str, stdin: str = "", **variables: str) -> str:
    return subprocess.run(  # noqa: S603 - a command of our own
        ["git", *arguments],  # noqa: S607
        cwd=ROOT,
        env=os.environ | variables,
        check=True,
        capture_output=True,
        input=stdin,
        text=True,
    ).stdout.strip()


def spoil_image(service: str, good: str, tag: str) -> None:
    """Push all images of ``good`` as ``tag``, but ``service`` as one that never gets ready."""

    def push_one(name: str) -> None:
        image = f"{builder.REGISTRY}/melodie-{name}"
        if name == service:
            sleeper = f"FROM {image}:{good}\nCMD {json.dumps(['python3', '-c', SLEEP])}\n"
            builder.do("build", "-q", "-t", f"{image}:{tag}", "-", stdin=sleeper)
        else:
            builder.do("tag", f"{image}:{good}", f"{image}:{tag}")
        servers.push(f"{image}:{tag}")

    with ThreadPoolExecutor() as pool:
        list(pool.map(push_one, ("frontend", "notes", "rhythm", "lilypond")))
