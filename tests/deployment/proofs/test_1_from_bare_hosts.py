"""1. Bare hosts become the serving stack, and what is made there stays."""

import pytest

from tests.deployment import swarm
from tests.deployment.hosts import HOSTS
from tests.deployment.machine import wait_for
from tests.deployment.plays import Played
from tests.deployment.visitor import keep, take, taken_again


def test_site_ends_well_on_bare_hosts(site: Played) -> None:
    assert site.status == 0, site.said[-4000:]
    assert all(counts["failed"] == 0 for counts in site.recap.values())


@pytest.mark.usefixtures("serving")
def test_a_melody_made_through_one_host_is_taken_away_through_the_others() -> None:
    kept = keep(HOSTS[0], bars=8, seed=1)
    assert kept.files["pdf"].startswith(b"%PDF")
    assert kept.files["mid"].startswith(b"MThd")
    assert b"<score-partwise" in kept.files["musicxml"]
    for host in HOSTS[1:]:
        assert {kind: take(host, path) for kind, path in kept.links.items()} == kept.files


@pytest.mark.usefixtures("serving")
def test_a_melody_survives_the_removal_of_every_container() -> None:
    kept = keep(HOSTS[0], seed=2)
    for host in HOSTS:
        ids = [container["Id"] for container in swarm.containers(host)]
        host.docker("rm", "-fv", *ids)
    wait_for("the stack is whole again", 120, swarm.converged)
    for host in HOSTS:
        assert taken_again(host, kept) == kept.files
