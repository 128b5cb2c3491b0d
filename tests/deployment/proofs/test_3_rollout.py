"""3. A new tag, and changed secrets, roll out under traffic without a failed request."""

from typing import Final

import pytest
import requests

from tests.deployment import inventory, servers, swarm
from tests.deployment.ground import another_commit, build_images
from tests.deployment.hosts import HOSTS
from tests.deployment.machine import wait_for
from tests.deployment.next_release import LYRIC, changed_files
from tests.deployment.proofs.conftest import Tell
from tests.deployment.runbook import command, operate
from tests.deployment.traffic import Traffic
from tests.deployment.visitor import keep, taken_again

SEEN: Final = ("", "/x.svg", "/x.pdf", "/x.mid", "/x.musicxml")
"""What is looked at of a melody that was just made: its page, and files."""

SAYS_MORE: Final = f"""FROM melodie.melody WHERE LOCATE('"lyric":"{LYRIC}"', score)"""
"""Melodies of the next release, in SQL."""


@pytest.mark.usefixtures("serving")
def test_a_new_tag_rolls_out_without_a_failed_request(tell: Tell) -> None:
    commit = another_commit(changed_files())
    build_images(commit[:12], commit=commit)
    kept = keep(HOSTS[0], seed=3)
    reads = ["/", "/api/v1/options", *kept.links.values()]
    clients = Traffic(HOSTS, reads, revisits=SEEN)
    with servers.counting(servers.MIGRATION) as migrations, clients as traffic:
        operate("Deploy", "deploy.yaml", TAG=commit[:12])
    tell(traffic.summary())
    assert traffic.failures == [], traffic.digest()
    assert len(traffic.made) > 20
    # The code before served on the new tables, and the new melodies, meanwhile.
    assert int(servers.sql(f"SELECT COUNT(*) {SAYS_MORE}")) > 0
    # Nothing that was kept is lost.
    assert servers.sql("SELECT version_num FROM melodie.alembic_version") == "next"
    assert taken_again(HOSTS[2], kept) == kept.files
    assert migrations == [1]
    for host in HOSTS:
        assert requests.get(f"{host.url}/version", timeout=5).json()["revision"] == commit
    stack = swarm.look()
    tags = {stack.tag(name) for name in swarm.SERVICES if name != "edge"}
    assert tags == {commit[:12]}


@pytest.mark.usefixtures("serving")
def test_the_release_before_serves_what_the_next_one_has_written(tell: Tell) -> None:
    newer = swarm.look().tag()
    written = servers.sql(f"SELECT id {SAYS_MORE} ORDER BY created_at DESC LIMIT 3").split()
    assert written
    paths = [f"/melodies/{melody}{more}" for melody in written for more in SEEN]
    with Traffic(HOSTS, paths, revisits=SEEN) as traffic:
        operate("Roll back", "rollback.yaml")
    tell(traffic.summary())
    assert traffic.failures == [], traffic.digest()
    wait_for("the stack is whole", 60, swarm.converged)
    assert swarm.look().tag() != newer
    number = servers.sql(f"SELECT COUNT(*) {SAYS_MORE}")
    with Traffic(HOSTS, paths, revisits=SEEN) as traffic:
        wait_for("every page and file is read", 120, lambda: traffic.answered > 6 * len(paths))
    assert traffic.failures == [], traffic.digest()
    # What is made now says no more than this release knows.
    assert servers.sql(f"SELECT COUNT(*) {SAYS_MORE}") == number


@pytest.mark.usefixtures("serving")
def test_rotated_secrets_roll_out_without_a_failed_request(tell: Tell) -> None:
    before = swarm.look().tasks["frontend"]
    reads = ["/", *keep(HOSTS[1], seed=4).links.values()]
    password = inventory.rotate()
    with Traffic(HOSTS, reads) as traffic:
        servers.sql(command("Rotate a secret", "RETAIN", NEW=servers.escaped(password)))
        operate("Rotate a secret", "deploy.yaml")
        servers.sql(command("Rotate a secret", "DISCARD"))
        answered = traffic.answered
        wait_for("traffic flows on", 30, lambda: traffic.answered > answered + 20)
    tell(traffic.summary())
    assert traffic.failures == [], traffic.digest()
    wait_for("the stack is whole", 60, swarm.converged)
    assert not set(before) & set(swarm.look().tasks["frontend"])
