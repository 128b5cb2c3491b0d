"""Where skips are forbidden, no test and no module is left out unseen."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT

SKIPS = {
    "a test": "import pytest\ndef test_one(): pytest.skip('no time')\n",
    "a marked test": "import pytest\n@pytest.mark.skip('no time')\ndef test_one(): pass\n",
    "a module": "import pytest\npytest.skip('no time', allow_module_level=True)\n",
}


def run(folder: Path, text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_it.py").write_text(text, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    options = ["-p", "scripts.testing.plugin", "-p", "no:cacheprovider"]
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "pytest", *options, folder],
        cwd=ROOT,
        env=environment | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("text", SKIPS.values(), ids=SKIPS)
def test_a_skip_fails_where_it_is_forbidden_and_says_why(tmp_path: Path, text: str) -> None:
    ran = run(tmp_path, text, MELODIE_FORBID_SKIPS="1")
    assert ran.returncode != 0
    assert "MELODIE_FORBID_SKIPS is set: Skipped: no time" in ran.stdout


@pytest.mark.parametrize("text", SKIPS.values(), ids=SKIPS)
def test_a_skip_is_a_skip_elsewhere(tmp_path: Path, text: str) -> None:
    assert "1 skipped" in run(tmp_path, text).stdout


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    text = "import pytest\n@pytest.mark.xfail\ndef test_one(): raise ValueError\n"
    assert "1 xfailed" in run(tmp_path, text, MELODIE_FORBID_SKIPS="1").stdout
