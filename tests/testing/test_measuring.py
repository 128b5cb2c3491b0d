"""Coverage counts what the first examples of a property reach, and all of every other test."""

import json
import subprocess
import sys
from pathlib import Path

from scripts.testing.measuring import MEASURED
from tests.sources import ROOT

COUNTED = """\
def early():
    return 1


def late():
    return 1


def afterwards():
    return 1
"""
TESTS = f"""\
import counted
from hypothesis import given, settings
from hypothesis import strategies as st

tried = []


@settings(database=None, max_examples={3 * MEASURED})
@given(st.integers())
def test_a_property(number):
    tried.append(number)
    assert counted.early() if len(tried) <= {MEASURED} else counted.late()


def test_afterwards():
    assert len(tried) > {MEASURED}
    assert counted.afterwards()
"""


def test_later_examples_are_tried_and_not_counted(tmp_path: Path) -> None:
    (tmp_path / "counted.py").write_text(COUNTED, encoding="utf-8")
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\n", encoding="utf-8")
    plugins = ["-p", "pytest_cov", "-p", "scripts.testing.plugin", "-p", "no:cacheprovider"]
    report = ["--cov=counted", "--cov-report=json:counted.json"]
    ran = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "pytest", *plugins, *report, "."],
        cwd=tmp_path,
        env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 passed" in ran.stdout, ran.stdout + ran.stderr
    counted = json.loads((tmp_path / "counted.json").read_text(encoding="utf-8"))
    assert counted["files"]["counted.py"]["missing_lines"] == [
        COUNTED.split("\n").index("def late():") + 2
    ]
