"""4. A tag of which one service never becomes ready is taken back without anybody noticing."""

import pytest

from tests.deployment import swarm
from tests.deployment.ground import spoil_image
from tests.deployment.hosts import HOSTS
from tests.deployment.proofs.conftest import Tell
from tests.deployment.runbook import operate
from tests.deployment.traffic import Traffic
from tests.deployment.visitor import keep


@pytest.mark.usefixtures("serving")
def test_a_service_that_never_becomes_ready_is_rolled_back_and_named(tell: Tell) -> None:
    before = swarm.look()
    spoil_image("rhythm", before.tag(), "never-ready")
    reads = ["/", *keep(HOSTS[0], seed=5).links.values()]
    with Traffic(HOSTS, reads) as traffic:
        played = operate("Deploy", "deploy.yaml", TAG="never-ready", wanted=2)
    tell(traffic.summary())
    assert "rhythm" in played.fault
    assert traffic.failures == [], traffic.digest()
    assert swarm.converged()
    after = swarm.look()
    assert all(after.image(name) == before.image(name) for name in swarm.SERVICES)
