"""The hosts' disks, in memory: what a host writes is on them, until the hosts are cleared.

The engine outside may keep a container's files in user space, where each look at one takes
longer, and copies an image's files into a volume one by one. So a host's ``/usr`` is what its
image holds, kept in a volume as the base images are, with what the host writes on top; and its
``/var`` is its own. A container that only holds them keeps them while a host is without power.
"""

from pathlib import Path
from typing import Final

from tests.deployment.machine import docker, runs

NAME: Final = "melodie-disks"
"""The container that holds them, and their volume."""

WHOLE: Final = ".whole"
"""The file that tells that a volume has got all of an image's ``/usr``."""

MAKE: Final = """
cd /disks
for host in "$@"; do
    mkdir -p "$host/usr" "$host/work"
    test -e "$host/var" || cp -a /var "$host/var"
done
"""


def make(image: str, label: str, hosts: list[str]) -> None:
    """Make the disks of ``hosts``, all bearing ``label``, where they do not stand."""
    _create(NAME, label, "tmpfs", "mode=755")
    if not runs(NAME):
        held = ("-v", f"{NAME}:/disks", "--label", label)
        docker("run", "-d", "--name", NAME, *held, image, "sleep", "infinity")
    docker("exec", NAME, "sh", "-euc", MAKE, "make", *hosts)
    below, above = _below(image), _place(NAME)
    for host in hosts:
        layers = f"lowerdir={below},upperdir={above}/{host}/usr,workdir={above}/{host}/work"
        _create(_usr(host), label, "overlay", layers)


def attached(host: str) -> list[str]:
    """Return the options by which a container has the disk of ``host``."""
    return ["-v", f"{_usr(host)}:/usr", "-v", f"{_place(NAME)}/{host}/var:/var"]


def _create(volume: str, label: str, kind: str, options: str) -> None:
    how = (f"type={kind}", f"device={kind}", f"o={options}")
    docker("volume", "create", "--label", label, *(f"--opt={each}" for each in how), volume)


def _usr(host: str) -> str:
    return f"{host}-usr"


def _below(image: str) -> Path:
    """Return where the files of ``image`` under ``/usr`` are; they stay as it does."""
    identity = docker("image", "inspect", "-f", "{{.Id}}", image).removeprefix("sha256:")
    name = f"{image}-usr-{identity[:12]}"
    kept = ("--filter", f"label={image}-usr")
    for old in docker("volume", "ls", "-q", *kept).split():
        if old != name or not (_place(old) / WHOLE).exists():
            docker("volume", "rm", old)
    docker("volume", "create", "--label", f"{image}-usr", name)
    if not (_place(name) / WHOLE).exists():
        docker("run", "--rm", "-v", f"{name}:/usr", image, "touch", f"/usr/{WHOLE}")
    return _place(name)


def _place(volume: str) -> Path:
    return Path(docker("volume", "inspect", "-f", "{{.Mountpoint}}", volume))
