"""tox's hooks for the parts of ``scripts/test``: what each needs, and its reports."""

import os
import shutil
import sys
from functools import cache
from typing import Final

from tox.config.sets import EnvConfigSet
from tox.execute import Outcome
from tox.execute.api import Execute
from tox.execute.local_sub_process import LocalSubProcessExecutor
from tox.plugin import impl
from tox.session.state import State
from tox.tox_env.api import ToxEnv
from tox.tox_env.errors import Fail, Skip
from tox.tox_env.installer import Installer
from tox.tox_env.package import Package
from tox.tox_env.register import ToxEnvRegister
from tox.tox_env.runner import RunToxEnv

from scripts.testing import packages
from scripts.testing.outcomes import fingerprint, note
from scripts.testing.parts import FORBID_SKIPS, REPORTS

files: Final = cache(fingerprint)
"""Of the files as they were when the first part began."""


class Nothing(Installer[ToxEnv]):
    """Installs nothing: the locks say all."""

    def _register_config(self) -> None:
        pass

    def install(self, arguments: object, section: str, of_type: str) -> None:
        """Leave everything as it is."""

    def installed(self) -> list[str]:
        """Tell of nothing."""
        return []


class AsItIs(RunToxEnv):
    """Runs commands in the environment that is there, which scripts/test has made from the locks.

    tox would make one for every part, and put it on the path of what is tested.
    """

    _external_pkg_tox_env_type = _package_tox_env_type = "none"
    runs_on_platform = sys.platform

    @staticmethod
    def id() -> str:
        """Return the name of this runner in tox.toml."""
        return "as-it-is"

    @property
    def executor(self) -> Execute:
        """What runs commands."""
        return LocalSubProcessExecutor(self.options.is_colored)

    @property
    def installer(self) -> Installer[ToxEnv]:
        """What installs: nothing does."""
        return Nothing(self)

    def _register_package_conf(self) -> bool:
        return False

    def _build_packages(self) -> list[Package]:
        return []


@impl
def tox_register_tox_env(register: ToxEnvRegister) -> None:
    """Let tox.toml choose the runner."""
    register.add_run_env(AsItIs)


@impl
def tox_add_env_config(env_conf: EnvConfigSet, state: State) -> None:  # noqa: ARG001
    """Let a part say what the system must have for it."""
    env_conf.add_config("needs", list[str], [], "names in scripts/testing/packages.py")


@impl
def tox_before_run_commands(tox_env: ToxEnv) -> None:
    """Clear the part's reports, and leave the part out where something is missing."""
    name = tox_env.conf.name
    shutil.rmtree(REPORTS / name, ignore_errors=True)
    (REPORTS / name).mkdir(parents=True)
    files()
    if missing := packages.missing(tox_env.conf["needs"]):
        forbidden = os.environ.get(FORBID_SKIPS)
        note(name, "failed" if forbidden else "skipped", files())
        raise (Fail if forbidden else Skip)(packages.advice(missing))


@impl
def tox_after_run_commands(tox_env: ToxEnv, exit_code: int, outcomes: list[Outcome]) -> None:
    """Keep what the part's commands said, and how it ended."""
    name = tox_env.conf.name
    said = "".join(outcome.out + outcome.err for outcome in outcomes)
    (REPORTS / name / "output.txt").write_text(said, encoding="utf-8")
    note(name, "failed" if exit_code else "passed", files())
