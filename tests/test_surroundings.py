"""No test depends on how the machine that runs it is set up."""

import os
import subprocess
import sys

from tests.sources import ROOT

LOOK = "import conftest, os; print(sorted(name for name in os.environ if 'MELODIE_' in name))"


def test_what_a_service_is_told_by_the_environment_no_test_inherits() -> None:
    given = {"MELODIE_PUBLIC_URL": "http://host1", "MELODIE_PORT": "1", "MELODIE_RESUME": "reports"}
    bare = {name: value for name, value in os.environ.items() if not name.startswith("MELODIE_")}
    told = subprocess.run(  # noqa: S603 - a line of our own
        [sys.executable, "-c", LOOK],
        cwd=ROOT,
        env=bare | given,
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.strip() == "['MELODIE_RESUME']"
