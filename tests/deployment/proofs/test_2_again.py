"""2. What stands is left as it is."""

import pytest

from tests.deployment.runbook import operate


@pytest.mark.usefixtures("serving")
@pytest.mark.parametrize("how", ["", "--check --diff"], ids=["for real", "dry"])
def test_the_second_run_of_site_changes_nothing_and_warns_of_nothing(tag: str, how: str) -> None:
    played = operate("Set up", "site.yaml", f"-e stack_tag={tag}", how)
    changed = {host: counts["changed"] for host, counts in played.recap.items()}
    assert set(changed.values()) == {0}, changed
    assert "WARNING" not in played.said
