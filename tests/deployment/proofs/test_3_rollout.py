"""3. A new tag, and changed secrets, roll out under traffic without a failed request."""

from typing import Final

import pytest
import requests

from tests.deployment import inventory, servers, swarm
from tests.deployment.ground import another_commit, build_images
from tests.deployment.hosts import HOSTS
from tests.deployment.machine import ROOT, wait_for
from tests.deployment.proofs.conftest import Tell
from tests.deployment.runbook import command, operate
from tests.deployment.traffic import Traffic
from tests.deployment.visitor import keep, taken_again

VERSIONS: Final = "service1_frontend/migrations/versions"
NEXT: Final = '''"""Keep what the next version would keep."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{newest}"


def upgrade() -> None:
    """Apply."""
    op.add_column("melody", sa.Column("mood", sa.String(20), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("melody", "mood")
'''
"""A migration that only adds, as every one does."""


@pytest.mark.usefixtures("serving")
def test_a_new_tag_rolls_out_without_a_failed_request(tell: Tell) -> None:
    newest = max(file.name for file in (ROOT / VERSIONS).glob("0*.py")).partition("_")[0]
    commit = another_commit({f"{VERSIONS}/next.py": NEXT.format(newest=newest)})
    build_images(commit[:12], commit=commit)
    kept = keep(HOSTS[0], seed=3)
    reads = ["/", "/api/v1/options", *kept.links.values()]
    with servers.counting(servers.MIGRATION) as migrations, Traffic(HOSTS, reads) as traffic:
        operate("Deploy", "deploy.yaml", TAG=commit[:12])
    tell(traffic.summary())
    assert traffic.failures == [], traffic.digest()
    assert len(traffic.made) > 20
    # The code before served on the new tables meanwhile, and nothing that it kept is lost.
    assert servers.sql("SELECT version_num FROM melodie.alembic_version") == "next"
    assert taken_again(HOSTS[2], kept) == kept.files
    assert migrations == [1]
    for host in HOSTS:
        assert requests.get(f"{host.url}/version", timeout=5).json()["revision"] == commit
    stack = swarm.look()
    tags = {stack.tag(name) for name in swarm.SERVICES if name != "edge"}
    assert tags == {commit[:12]}


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
