"""9. A push to main goes through the whole pipeline and serves on every host."""

from pathlib import Path
from typing import Final

import pytest
import requests

from scripts.testing import outcomes
from tests.deployment import builder, inventory, servers
from tests.deployment.hosts import HOSTS
from tests.deployment.inventory import KEY, KNOWN_HOSTS, VAULT_PASSWORD
from tests.deployment.machine import ROOT, run
from tests.deployment.proofs.conftest import Tell
from tests.pipeline.pipeline import run_pipeline

REPORTS: Final = ROOT / "reports"


@pytest.mark.usefixtures("serving")
def test_a_push_to_main_is_tested_built_and_serves(
    tmp_path: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A pipeline stops at what fails: to test that again would only take its time to end so.
    assert outcomes.failed(REPORTS, outcomes.fingerprint()) == []
    monkeypatch.delenv("MELODIE_PROOFS")  # what the pipeline tests are not these proofs
    checkout = push(tmp_path / "melodie")
    commit = run("git", "-C", str(checkout), "rev-parse", "HEAD")
    inventory.write_one_file(tmp_path / "hosts.yaml")
    password = tmp_path / "registry-password"
    password.write_text(servers.PASSWORD, encoding="utf-8")
    ran = run_pipeline(
        checkout,
        "main",
        {
            "melodie-release": {
                "REGISTRY_USERNAME": servers.USER,
                "REGISTRY_PASSWORD_FILE": str(password),
                "SSH_KEY": str(KEY),
                "KNOWN_HOSTS": str(KNOWN_HOSTS),
                "INVENTORY": str(tmp_path / "hosts.yaml"),
                "VAULT_PASSWORD_FILE": str(VAULT_PASSWORD),
            }
        },
        MELODIE_REGISTRY=builder.REGISTRY,
        MELODIE_PUBLIC_URL=HOSTS[0].url,
        # What this very run of the tests has shown of the same files is not shown again.
        MELODIE_RESUME=str(REPORTS),
        **builder.ENGINE,
    )
    tell("; ".join(f"{event} {what}" for event, what in ran.events if event in {"stage", "sh"}))
    assert ran.status == 0, ran.said[-8000:]
    assert ran.all("skipped") == []
    for host in HOSTS:
        assert requests.get(f"{host.url}/version", timeout=5).json()["revision"] == commit


def push(checkout: Path) -> Path:
    """Check out what is committed, and one commit more, where the tools are installed already."""
    run("git", "clone", "--quiet", "--shared", str(ROOT), str(checkout))
    with (checkout / ".git" / "info" / "exclude").open("a", encoding="utf-8") as excluded:
        excluded.write(".venv\n.cache\n")
    for tools in (".venv", ".cache"):
        (checkout / tools).symlink_to(ROOT / tools)
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    run("git", "-C", str(checkout), *who, "commit", "--quiet", "--allow-empty", "-m", "Push")
    return checkout
