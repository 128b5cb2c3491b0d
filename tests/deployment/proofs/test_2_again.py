"""2. What stands is left as it is."""

import pytest

from tests.deployment.plays import play


@pytest.mark.usefixtures("serving")
def test_the_second_run_of_site_changes_nothing(tag: str) -> None:
    played = play("site", stack_tag=tag)
    assert played.status == 0, played.said[-4000:]
    changed = {host: counts["changed"] for host, counts in played.recap.items()}
    assert set(changed.values()) == {0}, changed
