"""The parts of ``scripts/test``: what each shows, what it runs, what it needs."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

REPORTS: Final = Path("reports")
LEAST_COVERAGE: Final = 95
"""Percent of lines and branches that a package's own tests must reach."""

SQL_TESTS: Final = ("service1_frontend/tests", "-k", "server")
PYTHON_M: Final = (sys.executable, "-m")

Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to check; ``needs`` are names in ``packages.SYSTEM``."""

    name: str
    shows: str
    commands: tuple[Command, ...]
    needs: tuple[str, ...] = ()
    longest: int = 1500
    """Seconds after which a command of it is taken to hang."""
    alone: bool = False
    """Whether it needs the machine to itself; it runs when all others have ended."""


def _pytest(part: str, *arguments: str, covers: str = "") -> Command:
    reports = REPORTS / part
    command = [*PYTHON_M, "pytest", *arguments, f"--junitxml={reports}/junit.xml"]
    command += ["-o", f"junit_suite_name={part}", "--durations=5", "--durations-min=2"]
    if covers:
        command += [f"--cov={covers}", "--cov-branch", f"--cov-fail-under={LEAST_COVERAGE}"]
        command += ["--cov-report=term", f"--cov-report=xml:{reports}/coverage.xml"]
    return tuple(command)


def _package(part: str, package: str, shows: str, *needs: str) -> Part:
    return Part(part, shows, (_pytest(part, f"{package}/tests", covers=package),), needs)


def _ordinary(part: str, *paths: str) -> Command:
    module = "scripts.testing.ordinary"
    return (*PYTHON_M, module, f"{REPORTS / part}", *_pytest(part, *paths)[len(PYTHON_M) + 1 :])


def _tests(part: str, paths: str, shows: str, *needs: str) -> Part:
    return Part(part, shows, (_pytest(part, *paths.split()),), needs)


PARTS: Final = (
    Part(
        "deployment",
        "the deployment proved on three hosts: rollouts, lost hosts, backups",
        (("scripts/test-deployment",),),
        ("engine", "mmdebstrap", "capsh", "ssh", "openssl", "groovy"),
        longest=3600,
        alone=True,
    ),
    _tests("browser", "tests/browser", "the journey in a real browser", "chromium", "fonts"),
    _package("lilypond", "service4_lilypond", "the engraver's own tests", "fonts", "poppler"),
    _tests(
        "interop",
        "tests/interop",
        "other people's programs open the files",
        *("musescore", "lilypond", "abcmidi", "fluidsynth", "inkscape", "librsvg"),
        *("chromium", "fonts"),
    ),
    _tests("contract", "tests/test_contract.py", "every endpoint keeps its OpenAPI promise"),
    _tests("hostile", "tests/hostile", "whatever is sent is answered, in bounded work"),
    _tests("flow", "tests/flow", "the four services make a melody together"),
    Part(
        "ordinary",
        "all of that for an ordinary user, whoever runs the tests",
        (_ordinary("ordinary", "tests/flow", "tests/starting"),),
    ),
    Part(
        "mysql",
        "the frontend's SQL on a real MariaDB",
        ((*PYTHON_M, "scripts.testing.mariadb", *_pytest("mysql", *SQL_TESTS)),),
        ("mariadb",),
    ),
    _package("frontend", "service1_frontend", "the frontend's own tests"),
    _tests("music", "tests/music", "melodies keep what any listener would expect"),
    _tests("golden", "tests/golden", "fifty recipes make the scores that they always made"),
    _package("notes", "service2_notes", "the notes service's own tests"),
    _package("rhythm", "service3_rhythm", "the rhythm service's own tests"),
    _package("melodie", "melodie", "the shared core's own tests"),
    _tests("architecture", "tests/test_architecture.py", "who may import what; sizes; names"),
    _tests("docs", "tests/test_docs.py", "the README's tables equal the code"),
    _tests("pipeline", "tests/pipeline", "the Jenkinsfile, executed", "groovy"),
    _tests("monitoring", "tests/test_monitoring.py", "alerts fire when they should", "promtool"),
    Part(
        "ansible",
        "the playbooks: ansible-lint, yamllint, their modules' own tests",
        (
            _pytest("ansible", "tests/ansible"),
            ("scripts/ansible-env", "ansible-lint", "--nocolor", "--format", "pep8"),
            ("scripts/ansible-env", "yamllint", "--strict", "--format", "parsable", "."),
        ),
    ),
    _tests(
        "stackfiles",
        "tests/deployment",
        "the deployment's files keep their rules",
        *("docker", "haproxy", "openssl"),
    ),
    _tests(
        "stack",
        "tests/starting tests/test_stack.py tests/test_passed.py tests/test_surroundings.py",
        "what people run does as it says",
    ),
    Part("types", "mypy, strict", ((*PYTHON_M, "mypy"),)),
    Part(
        "lint",
        "ruff and shellcheck",
        (
            (*PYTHON_M, "ruff", "check"),
            (*PYTHON_M, "ruff", "format", "--check"),
            (*PYTHON_M, "scripts.testing.shell"),
        ),
    ),
)
"""In the order in which they start: the long ones first, so that all end together."""
