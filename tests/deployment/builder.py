"""The machine beside the hosts: it builds images, and runs the registry and the database.

It is a container with an engine of its own, as Jenkins' machine has one. That engine keeps
layers in overlay2 whatever the engine outside does, and so builds more than twice as fast as one
that keeps them in user space. What it has built, and the registry was given, it finds again the
next time, in a volume that stays as the base images do; everything else goes when it goes.
"""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.deployment.hosts import LABEL, NETWORK, privileges
from tests.deployment.machine import IMAGES, WORK, docker, runs, wait_for

NAME: Final = "melodie-builder"
ADDRESS: Final = "10.77.0.5"
"""Where the hosts find it."""
LOOPBACK: Final = "127.0.0.5"
"""Where this machine finds it."""
HTTP_PORT: Final = 8080
"""The port of it, at ``LOOPBACK``, that serves what Docker Compose runs on it."""
REGISTRY: Final = f"{ADDRESS}:5000"

STORE: Final = "melodie-builder"
"""The volume that keeps its images, and volumes of its own."""
MONTH: Final = "720h"
"""What was built longer ago is built anew, with what Debian has mended since."""
KEPT: Final = "kept-in"
"""The label of its volumes that stay: their month, at the end of which they go."""

IDENTITY: Final = ("images", "-q", "--no-trunc")
"""What asks an engine for the id of an image."""

SHARED: Final = Path("/run/melodie-builder")
"""A directory that this machine and the builder see under one name."""
SOCKET: Final = SHARED / "docker.sock"
ENGINE: Final = {"DOCKER_HOST": f"unix://{SOCKET}"}
"""The variable by which Docker's clients, and our scripts, use its engine."""

RESOLVERS: Final = (Path("/etc/resolv.conf"), Path("/run/systemd/resolve/resolv.conf"))


def start() -> None:
    """Start the builder, where it does not run, and wait for its engine."""
    if not runs(NAME):
        SHARED.mkdir(mode=0o700, exist_ok=True)
        docker("build", "-q", "-t", NAME, str(IMAGES / "builder"), timeout=600)
        docker(
            *("run", "-d", "--name", NAME, "--hostname", "builder", "--label", LABEL),
            *("--network", NETWORK, "--ip", ADDRESS),
            *("-p", f"{LOOPBACK}:{HTTP_PORT}:{HTTP_PORT}"),
            *("-v", f"{SHARED}:{SHARED}", "-v", f"{STORE}:/var/lib/docker", *privileges()),
            *(NAME, str(SOCKET), REGISTRY, name_server()),
        )
        ready = ("version", "-f", "{{.Server.Version}}")
        wait_for("the builder's engine answers", 60, lambda: do(*ready))
        sweep()


def sweep() -> None:
    """Remove what an earlier builder left in the store, but for what stays for a month."""
    if left := do("ps", "-aq").split():
        do("rm", "-fv", *left)
    do("volume", "prune", "-f", "--filter", f"label!={this_month()}")
    do("network", "prune", "-f")
    do("image", "prune", "-af", "--filter", f"until={MONTH}")


def do(*arguments: str, timeout: float = 300, stdin: str = "") -> str:
    """Run Docker's client against the builder's engine."""
    return docker(*("--host", ENGINE["DOCKER_HOST"]), *arguments, timeout=timeout, stdin=stdin)


def identity(image: str) -> str:
    """Return the id of an image of the builder's, empty when it has none of that name."""
    return do(*IDENTITY, image)


def bring(image: str) -> None:
    """Bring an image of this machine's engine to the builder's."""
    if identity(image) == docker(*IDENTITY, image):
        return
    file = WORK / f"{image.replace(':', '-')}.tar"
    docker("save", "-o", str(file), image)
    do("load", "-q", "-i", str(file))
    file.unlink()


def build(image: str) -> str:
    """Build one of the images of the test's own servers; return its name."""
    name = f"melodie-test-{image}"
    do("build", "-q", "-t", name, str(IMAGES / image), timeout=900)
    return name


def keep_volume(name: str) -> None:
    """Make a volume, where it is not there, that stays until the month ends."""
    do("volume", "create", "--label", this_month(), name)


def this_month() -> str:
    """Return the label of a volume that was made in this month."""
    return f"{KEPT}={datetime.now(UTC):%Y-%m}"


def at_work(name: str) -> bool:
    """Say whether one of the builder's own containers runs."""
    return bool(do("ps", "-q", "--filter", f"name=^{name}$"))


def name_server() -> str:
    """Return the address of a name server that this machine asks, other than one of its own."""
    texts = [file.read_text(encoding="utf-8") for file in RESOLVERS if file.exists()]
    found = re.findall(r"^nameserver\s+(\S+)", "\n".join(texts), re.MULTILINE)
    elsewhere: list[str] = [address for address in found if not address.startswith("127.")]
    return elsewhere[0]


def clear() -> None:
    """Remove what the builder shared; the container itself goes with all others."""
    shutil.rmtree(SHARED, ignore_errors=True)
