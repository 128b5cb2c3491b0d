"""The operator's page about hosts: drained, removed, added; and a swarm without a leader."""

from typing import Final

import pytest

from tests.deployment import swarm
from tests.deployment.hosts import HOSTS, Host
from tests.deployment.machine import wait_for
from tests.deployment.runbook import manage, operate
from tests.deployment.visitor import keep, make, served, taken_again

FIRST, *OTHERS = HOSTS
LAST: Final = HOSTS[-1]
WORK_ON_A_HOST: Final = "Work on a host, or remove it"
LEADERLESS: Final = "The swarm has no leader"

pytestmark = pytest.mark.usefixtures("serving")


def services_on(host: Host) -> set[str]:
    return {swarm.service_of(container) for container in swarm.containers(host)}


def test_a_drained_host_serves_nobody_until_it_is_given_containers_again() -> None:
    operate(WORK_ON_A_HOST, "drain.yaml")
    assert services_on(LAST) == set()
    for host in set(HOSTS) - {LAST}:
        make(host)
    operate(WORK_ON_A_HOST, "site.yaml")
    served(LAST, limit=60)


def test_a_removed_host_is_added_again_and_gets_its_share() -> None:
    leader = swarm.leader()  # the one that is hardest to part with
    another = next(host for host in HOSTS if host != leader)
    kept = keep(leader)
    through = f"-e stack_manager={another.alias}"
    operate(WORK_ON_A_HOST, "remove.yaml", through, host3=leader.alias)  # which drains it first
    assert len(swarm.look().nodes) == len(HOSTS) - 1
    operate("Add a host", "stack_rebalance")
    served(leader, limit=60)
    wait_for("the stack is whole", 60, swarm.converged)
    assert services_on(leader) > {"edge"}
    assert taken_again(leader, kept) == kept.files


def test_a_swarm_that_lost_its_leader_for_good_is_led_again() -> None:
    kept = keep(LAST)
    for host in OTHERS:
        host.kill()
    manage(FIRST, LEADERLESS, "force-new-cluster", ITS_ADDRESS=FIRST.address)
    manage(FIRST, LEADERLESS, "systemctl reboot")
    FIRST.come_up_again()
    wait_for("it serves alone", 180, lambda: manage(FIRST, LEADERLESS, "/readyz"))
    wait_for("the stack is whole", 180, swarm.converged)
    for host in OTHERS:
        host.boot()
        manage(host, LEADERLESS, "swarm leave")
    operate(LEADERLESS, "site.yaml")
    wait_for("the stack is whole", 180, swarm.converged)
    for host in HOSTS:
        served(host, limit=60)
        assert taken_again(host, kept) == kept.files
