"""What the documentation says is so."""

import re
from pathlib import Path

import pytest

from scripts.services import PACKAGES, USUAL_PORTS
from tests.documented import README, apps, endpoints_table, settings_table, tables_in
from tests.mentions import unknown
from tests.sources import ROOT

TABLES = tables_in(README.read_text(encoding="utf-8"))
DOCUMENTS = sorted(
    path for pattern in ("*.md", "docs/**/*.md", "ansible/**/*.md") for path in ROOT.glob(pattern)
)
PRESENT = [path for path in DOCUMENTS if "decisions" not in path.parts]
"""Decisions are history: they name what there was."""


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


@pytest.mark.parametrize("document", PRESENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_and_name_in_backticks_is_there(document: Path) -> None:
    assert unknown(document) == []


@pytest.mark.parametrize(
    ("written", "gone"),
    [
        ("`scripts/gone.py --help`", ["scripts/gone.py"]),
        ("`gone.py`", ["gone.py"]),
        ("`melodie.chance.Gone`", ["melodie.chance.Gone"]),
        ("`melodie.gone.Chance`", ["melodie.gone.Chance"]),
        ("`gone_name(1)` and `MELODIE_GONE_NAME=1`", ["MELODIE_GONE_NAME", "gone_name"]),
        ("`melodie.chance.Chance`, `melodie/chance.py`, `chance.py`, `chance`", []),
    ],
)
def test_a_path_or_name_that_is_gone_is_noticed(
    tmp_path: Path, written: str, gone: list[str]
) -> None:
    document = tmp_path / "document.md"
    document.write_text(written, encoding="utf-8")
    assert unknown(document) == gone


def test_every_command_in_the_readme_exists() -> None:
    commands = set(re.findall(r"`(scripts/[a-z-]+)", README.read_text(encoding="utf-8")))
    assert commands
    assert [command for command in commands if not (ROOT / command).is_file()] == []


def test_every_decision_says_why_and_what_follows() -> None:
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert decisions
    for decision in decisions:
        text = decision.read_text(encoding="utf-8")
        assert re.match(rf"# {int(decision.name[:4])}\. ", text), decision
        for heading in ("## Context", "## Choice", "## Consequence"):
            assert heading in text, decision
