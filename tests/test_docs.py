"""What the documentation says is so."""

import re
import subprocess
from pathlib import Path

import pytest

from scripts.services import PACKAGES, USUAL_PORTS
from scripts.testing.parts import PARTS
from tests.documented import README, apps, endpoints_table, settings_table, tables_in
from tests.sources import ROOT

TABLES = tables_in(README.read_text(encoding="utf-8"))
DOCUMENTS = sorted(
    path for pattern in ("*.md", "docs/**/*.md", "ansible/**/*.md") for path in ROOT.glob(pattern)
)


def test_the_table_of_endpoints_equals_the_code(tmp_path: Path) -> None:
    assert TABLES["endpoints"] == endpoints_table(apps(tmp_path)), (
        "python -m tests.documented writes it anew"
    )


def test_the_table_of_settings_equals_the_code() -> None:
    assert TABLES["settings"] == settings_table(), "python -m tests.documented writes it anew"


@pytest.mark.parametrize("service", PACKAGES)
def test_the_table_of_services_names_each_with_its_package_and_port(service: str) -> None:
    assert re.search(
        rf"^\| \[{PACKAGES[service]}\]\({PACKAGES[service]}/\) \| {USUAL_PORTS[service]} \|",
        README.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )


def test_every_setting_and_endpoint_says_what_it_is() -> None:
    assert "| ? |" not in "".join(TABLES.values())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_and_picture_leads_to_something(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (document.parent / target).exists()] == []


def test_every_command_in_the_readme_exists() -> None:
    commands = set(re.findall(r"`(scripts/[a-z-]+)", README.read_text(encoding="utf-8")))
    assert commands
    assert [command for command in commands if not (ROOT / command).is_file()] == []


OTHERS = (
    *("ansible-env", "build-images", "deploy", "edge-tag", "lock", "make-base-image"),
    *("make-secrets", "push-images", "smoke-test", "test-deployment"),
)


def help_of(script: str) -> str:
    asked = subprocess.run(  # noqa: S603 - our own script
        [ROOT / "scripts" / script, "--help"], capture_output=True, text=True, check=True
    )
    return asked.stdout


@pytest.mark.parametrize("script", ["start", "test", "bench"])
def test_help_needs_nothing_installed(script: str) -> None:
    assert help_of(script).startswith(f"usage: scripts/{script}")


@pytest.mark.parametrize("script", OTHERS)
def test_every_script_that_people_run_tells_of_itself(script: str) -> None:
    head = (ROOT / "scripts" / script).read_text(encoding="utf-8").splitlines()[1]
    assert help_of(script).startswith(head.removeprefix("# "))


def test_the_help_of_the_tests_names_every_part() -> None:
    asked = help_of("test")
    assert all(f"\n  {part.name} " in asked for part in PARTS)


def test_every_decision_says_why_and_what_follows() -> None:
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert decisions
    for decision in decisions:
        text = decision.read_text(encoding="utf-8")
        assert re.match(rf"# {int(decision.name[:4])}\. ", text), decision
        for heading in ("## Context", "## Choice", "## Consequence"):
            assert heading in text, decision
