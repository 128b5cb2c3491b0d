"""The playbooks, run as an operator runs them."""

import os
import re
import subprocess
from dataclasses import dataclass
from typing import Final

from tests.deployment.ground import INVENTORY
from tests.deployment.machine import ROOT

RECAP: Final = re.compile(r"^(\S+)\s+: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Played:
    """How a playbook ended: its exit status, all it said, and each host's counts."""

    status: int
    said: str

    @property
    def recap(self) -> dict[str, dict[str, int]]:
        _, _, table = self.said.partition("PLAY RECAP")
        return {
            host: {key: int(value) for key, value in (pair.split("=") for pair in counts.split())}
            for host, counts in RECAP.findall(table)
        }


def play(book: str, *arguments: str, timeout: float = 900, **variables: str) -> Played:
    """Run ``ansible/<book>.yaml`` over SSH against the hosts; never raises for its failing."""
    extra = [part for key, value in variables.items() for part in ("-e", f"{key}={value}")]
    done = subprocess.run(  # noqa: S603 - a script of our own
        [
            *(str(ROOT / "scripts" / "ansible-env"), "ansible-playbook"),
            *("-i", str(INVENTORY), f"{book}.yaml", *extra, *arguments),
        ],
        cwd=ROOT,
        env=os.environ | {"ANSIBLE_FORCE_COLOR": "0", "NO_COLOR": "1", "ANSIBLE_TIMEOUT": "60"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
        check=False,
    )
    return Played(done.returncode, done.stdout)
