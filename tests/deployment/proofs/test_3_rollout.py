"""3. A new tag, and a changed secret, roll out under traffic without a failed request."""

import pytest
import requests

from tests.deployment import swarm
from tests.deployment.ground import HOSTS, another_commit, build_images, rotate_secret_key
from tests.deployment.machine import wait_for
from tests.deployment.plays import play
from tests.deployment.proofs.conftest import Tell
from tests.deployment.traffic import Traffic
from tests.deployment.visitor import keep


@pytest.mark.usefixtures("serving")
def test_a_new_tag_rolls_out_without_a_failed_request(tell: Tell) -> None:
    commit = another_commit()
    tag = commit[:12]
    build_images(tag, commit=commit)
    reads = ["/", "/api/v1/options", *keep(HOSTS[0], seed=3).links.values()]
    with Traffic(HOSTS, reads) as traffic:
        played = play("deploy", stack_tag=tag)
    tell(traffic.summary())
    assert played.status == 0, played.said[-4000:]
    assert traffic.failures == []
    assert len(traffic.made) > 20
    for host in HOSTS:
        assert requests.get(f"{host.url}/version", timeout=5).json()["revision"] == commit
    assert {swarm.image(name).rsplit(":", 1)[1] for name in swarm.SERVICES if name != "edge"} == {
        tag
    }


@pytest.mark.usefixtures("serving")
def test_a_rotated_secret_rolls_out_without_a_failed_request(tell: Tell) -> None:
    tag = swarm.image("frontend").rsplit(":", 1)[1]
    before = swarm.tasks("frontend")
    reads = ["/", *keep(HOSTS[1], seed=4).links.values()]
    rotate_secret_key()
    with Traffic(HOSTS, reads) as traffic:
        played = play("deploy", stack_tag=tag)
    tell(traffic.summary())
    assert played.status == 0, played.said[-4000:]
    assert traffic.failures == []
    wait_for("the stack is whole", 60, swarm.converged)
    assert not set(before) & set(swarm.tasks("frontend"))
