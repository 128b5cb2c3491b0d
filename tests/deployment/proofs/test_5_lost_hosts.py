"""5. A host that dies, and one that is cut off, cost at most what was in flight on them."""

from collections.abc import Callable

import pytest

from tests.deployment import swarm
from tests.deployment.hosts import HOSTS, Host
from tests.deployment.machine import wait_for
from tests.deployment.proofs.conftest import Tell
from tests.deployment.traffic import CLIENTS, Traffic
from tests.deployment.visitor import keep, served

AFTERMATH = 15.0
"""Seconds within which a lost host may still cost a request, and that one may take."""

LOSSES = [
    pytest.param(Host.kill, Host.boot, id="killed"),
    pytest.param(Host.cut_off, Host.plug_in, id="cut off"),
]


@pytest.mark.usefixtures("serving")
@pytest.mark.parametrize(("lose", "mend"), LOSSES)
def test_a_lost_host_costs_only_what_was_in_flight(
    lose: Callable[[Host], None], mend: Callable[[Host], None], tell: Tell
) -> None:
    lost = max(HOSTS[1:], key=lambda host: len(swarm.containers(host)))
    assert len(swarm.containers(lost)) > 1, "there is more than an edge to lose"
    others = [host for host in HOSTS if host != lost]
    reads = ["/", *keep(HOSTS[0], seed=6).links.values()]
    with Traffic(others, reads) as traffic:
        wait_for("traffic flows", 30, lambda: traffic.answered > 20)
        lost_at = traffic.now()
        lose(lost)
        try:
            wait_for("its tasks have moved", 120, lambda: whole_without(lost))
            moved_at = traffic.now()
        finally:
            mend(lost)
        mended_at = traffic.now()
        served(lost, limit=120)
        serves_at = traffic.now()
        wait_for("it is used again", 180, lambda: used(lost) and swarm.converged())
        used_at = traffic.now()
    tell(
        f"{lost.alias}: tasks moved in {moved_at - lost_at:.0f} s, "
        f"it serves {serves_at - mended_at:.0f} s after it is back "
        f"and is used again after {used_at - mended_at:.0f} s; {traffic.summary()}"
    )
    assert len(traffic.failures) <= CLIENTS, traffic.digest()
    assert all(lost_at - 5 < failed.after < lost_at + AFTERMATH for failed in traffic.failures)
    assert max(traffic.seconds) < AFTERMATH, "nobody waits for a host that says nothing"
    assert "edge" in {swarm.service_of(container) for container in swarm.containers(lost)}


def whole_without(lost: Host) -> bool:
    """Say whether every service but the edge has all its replicas on the other hosts."""
    stack = swarm.look()
    return all(
        sum(host != lost.alias for host in stack.tasks[name].values()) >= stack.desired(name)
        for name in stack.services
        if name != "edge"
    )


def used(host: Host) -> bool:
    """Say whether the swarm hears of the host, and has it run an edge again."""
    return host.alias in swarm.look().tasks["edge"].values()
