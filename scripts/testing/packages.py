"""What the tests need from the system, beyond Python packages."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from scripts import chromium, fonts


@dataclass(frozen=True, slots=True)
class Need:
    """Something the system must have: how to tell, and the Debian packages that bring it.

    What has no package is never installed by us; ``otherwise`` says what is missing then.
    """

    present: Callable[[], bool]
    debian: tuple[str, ...] = ()
    otherwise: str = ""


def _program(*names: str) -> Callable[[], bool]:
    # Servers live in /usr/sbin, which is not on everybody's path.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    return lambda: any(shutil.which(name, path=path) for name in names)


def _engine() -> bool:
    docker = shutil.which("docker")
    if docker is None or os.geteuid() != 0:
        return False
    asked = subprocess.run(  # noqa: S603 - our own arguments
        [docker, "info"], check=False, stdin=subprocess.DEVNULL, capture_output=True, timeout=60
    )
    return asked.returncode == 0


SYSTEM: Final = {
    "chromium": Need(_program(*chromium.NAMES), ("chromium",)),
    # The core packages bring the server without starting one of the system's own.
    "mariadb": Need(_program("mariadbd"), ("mariadb-server-core", "mariadb-client-core")),
    "musescore": Need(_program("mscore3"), ("musescore3",)),
    "lilypond": Need(_program("lilypond"), ("lilypond",)),
    "abcmidi": Need(_program("midi2abc"), ("abcmidi",)),
    "fluidsynth": Need(_program("fluidsynth"), ("fluidsynth",)),
    "inkscape": Need(_program("inkscape"), ("inkscape",)),
    "librsvg": Need(_program("rsvg-convert"), ("librsvg2-bin",)),
    "poppler": Need(_program("pdftotext"), ("poppler-utils",)),
    "zbar": Need(_program("zbarimg"), ("zbar-tools",)),
    "docker": Need(_program("docker"), otherwise="Docker's client"),
    # Hosts are made of containers, and base images by mmdebstrap, which wants root.
    "engine": Need(_engine, otherwise="a Docker engine that answers, and root"),
    "mmdebstrap": Need(_program("mmdebstrap"), ("mmdebstrap",)),
    "capsh": Need(_program("capsh"), ("libcap2-bin",)),
    "ssh": Need(_program("ssh-keygen"), ("openssh-client",)),
    "haproxy": Need(_program("haproxy"), ("haproxy",)),
    "openssl": Need(_program("openssl"), ("openssl",)),
    "groovy": Need(_program("groovy"), ("groovy",)),
    "promtool": Need(_program("promtool"), ("prometheus",)),
    # What Chromium takes for Times; it knows no other that other programs' Times is as wide as.
    "times": Need(lambda: fonts.is_there("LiberationSerif-Bold.ttf"), ("fonts-liberation",)),
    "fonts": Need(lambda: not fonts.missing(), fonts.PACKAGES),
}


def missing(needs: Iterable[str]) -> list[str]:
    """Return those of ``needs`` that are not there."""
    return [need for need in sorted(set(needs)) if not SYSTEM[need].present()]


def advice(needs: Iterable[str]) -> str:
    """Say how what is missing can be had."""
    needs = list(needs)
    wanted = [SYSTEM[need].otherwise or need for need in needs]
    packages = " ".join(package for need in needs for package in SYSTEM[need].debian)
    return f"needs {', '.join(wanted)}" + (f": apt install {packages}" if packages else "")


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
