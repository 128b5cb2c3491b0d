"""2. What stands is left as it is."""

import pytest

from tests.deployment.hosts import HOSTS
from tests.deployment.runbook import operate


@pytest.mark.usefixtures("serving")
def test_the_second_run_of_site_changes_nothing_and_warns_of_nothing(tag: str) -> None:
    played = operate("Set up", "site.yaml", f"-e stack_tag={tag}")
    assert played.changed == dict.fromkeys((host.alias for host in HOSTS), 0)
    assert "WARNING" not in played.said
