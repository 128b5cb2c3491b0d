"""Executes the Jenkinsfile with groovy and the stub, and tells what happened."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
STUB: Final = Path(__file__).with_name("stub.groovy")


@dataclass(frozen=True)
class Ran:
    """A run's exit status and its events, such as ``("sh", "scripts/deploy")``."""

    status: int
    events: tuple[tuple[str, str], ...]
    said: str

    def all(self, kind: str) -> list[str]:
        """Return what happened of one kind, in order."""
        return [what for event, what in self.events if event == kind]


def run_pipeline(
    checkout: Path, branch: str, nodes: Mapping[str, Mapping[str, str]], **variables: str
) -> Ran:
    """Run the Jenkinsfile in ``checkout``; ``nodes`` are environments by their nodes' labels."""
    held = {
        f"NODE_{label.replace('-', '_').upper()}__{variable}": value
        for label, environment in nodes.items()
        for variable, value in environment.items()
    }
    done = subprocess.run(  # noqa: S603 - our own arguments
        [shutil.which("groovy") or "groovy", str(STUB), "Jenkinsfile", str(checkout)],
        cwd=checkout,
        env=os.environ | {"BRANCH_NAME": branch, "JAVA_HOME": java_home()} | held | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if not line.startswith("|")]
    events = tuple((kind, what) for kind, _, what in (line.partition(" ") for line in lines))
    return Ran(done.returncode, events, done.stdout)


def java_home() -> str:
    """Return where Java is, which Debian's groovy wants to be told."""
    java = os.environ.get("JAVA_HOME")
    return java or str(Path(shutil.which("java") or "/usr/bin/java").resolve().parents[1])
