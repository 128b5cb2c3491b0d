"""The operator's page about hosts that are bare still: what would be done is told."""

import pytest

from tests.deployment import swarm
from tests.deployment.hosts import HOSTS
from tests.deployment.runbook import operate


@pytest.mark.usefixtures("images")  # which are built meanwhile
def test_a_dry_run_on_bare_hosts_tells_and_does_nothing(commit: str) -> None:
    if swarm.stands():
        pytest.skip("the hosts are not bare any more (--keep)")
    operate("Set up", "site.yaml", f"-e stack_tag={commit}", "--check", "--diff")
    assert not any(host.do("ls", "/etc/docker", check=False) for host in HOSTS)
