"""What the tests need from the system, beyond Python packages."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from scripts import fonts


@dataclass(frozen=True, slots=True)
class Need:
    """Something the system must have: how to tell, and the Debian packages that bring it.

    What has no package is never installed by us.
    """

    present: Callable[[], bool]
    debian: tuple[str, ...] = ()


def _program(*names: str) -> Callable[[], bool]:
    # Servers live in /usr/sbin, which is not on everybody's path.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    return lambda: any(shutil.which(name, path=path) for name in names)


SYSTEM: Final = {
    "chromium": Need(_program("chromium", "chromium-browser", "google-chrome"), ("chromium",)),
    # The core packages bring the server without starting one of the system's own.
    "mariadb": Need(_program("mariadbd"), ("mariadb-server-core", "mariadb-client-core")),
    "poppler": Need(_program("pdftotext"), ("poppler-utils",)),
    # Its client alone is asked; an engine is for each system to have or not.
    "docker": Need(_program("docker")),
    "groovy": Need(_program("groovy"), ("groovy",)),
    "promtool": Need(_program("promtool"), ("prometheus",)),
    "fonts": Need(lambda: not fonts.missing(), fonts.PACKAGES),
}


def missing(needs: Iterable[str]) -> list[str]:
    """Return those of ``needs`` that are not there."""
    return [need for need in sorted(set(needs)) if not SYSTEM[need].present()]


def advice(needs: Iterable[str]) -> str:
    """Say how what is missing can be had."""
    packages = " ".join(package for need in needs for package in SYSTEM[need].debian)
    return f"needs {', '.join(needs)}" + (f": apt install {packages}" if packages else "")


def install(needs: Iterable[str]) -> None:
    """Install the Debian packages of ``needs`` where that is allowed."""
    packages = [package for need in needs for package in SYSTEM[need].debian]
    apt = shutil.which("apt-get")
    if not packages or apt is None or os.geteuid() != 0:
        return
    print(f"Installing {', '.join(packages)}.", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in ([apt, "update"], [apt, "install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(  # noqa: S603 - the packages named in SYSTEM
            command,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
