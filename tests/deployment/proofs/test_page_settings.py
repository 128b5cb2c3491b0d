"""The operator's page about settings: the first inventory, scale, HTTPS, and the way back."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
import requests

from tests.deployment import inventory, swarm
from tests.deployment.hosts import HOSTS
from tests.deployment.machine import ROOT, run
from tests.deployment.runbook import SHELL, command, manage, operate

FIRST: Final = HOSTS[0]


def test_the_first_inventory_is_made_of_the_examples(tmp_path: Path) -> None:
    for part in ("ansible", "scripts", "requirements"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / ".cache").symlink_to(ROOT / ".cache")
    steps = [
        command("Set up", "mkdir"),
        command("Set up", "inventories/example.yaml"),
        command("Set up", "vault.example.yaml"),
        command("Set up", "ansible-vault encrypt"),
    ]
    shown = subprocess.run(  # noqa: S603 - the operator's page is our own
        [*SHELL, "; ".join([*steps, "scripts/ansible-env ansible-inventory -i $I --graph"])],
        cwd=tmp_path,
        env=inventory.environment() | {"I": "inventories/production"},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert all(host.alias in shown.stdout for host in HOSTS)
    vault = tmp_path / "ansible/inventories/production/group_vars/all/vault.yaml"
    assert vault.read_text(encoding="utf-8").startswith("$ANSIBLE_VAULT")


@pytest.mark.usefixtures("serving")
def test_a_dry_run_where_all_is_as_it_should_be_would_change_nothing() -> None:
    tag = swarm.look().tag()
    played = operate("Set up", "site.yaml", f"-e stack_tag={tag}", "--check", "--diff")
    assert played.changed == dict.fromkeys((host.alias for host in HOSTS), 0)
    assert "WARNING" not in played.said


@pytest.mark.usefixtures("serving")
def test_a_wrong_password_is_told_and_nothing_is_replaced() -> None:
    before = swarm.look().tasks
    played = operate(
        "Deploy", "deploy.yaml", "-e stack_database_password=x", wanted=2, TAG=swarm.look().tag()
    )
    assert "Access denied" in played.fault
    assert "The release before" in played.fault
    assert swarm.look().tasks == before


@pytest.mark.usefixtures("serving")
def test_settings_scale_and_bring_https_and_the_way_back_takes_both_away(tmp_path: Path) -> None:
    before = manage(FIRST, "Roll back", "config ls").splitlines()[-1]
    pem = tmp_path / "certificate.pem"
    pem.write_text(certificate(), encoding="utf-8")
    inventory.write(
        {
            "stack_settings": {"MELODIE_NOTES_REPLICAS": 3},
            "stack_certificate": pem.read_text(encoding="utf-8"),
        }
    )
    try:
        operate("Scale", "deploy.yaml")
        assert swarm.look().replicas("notes") == "3/3"
        for host in HOSTS:
            safely = f"https://{host.loopback}/version"
            assert requests.get(safely, verify=str(pem), timeout=5).ok
            sent = requests.get(f"{host.url}/version", allow_redirects=False, timeout=5)
            assert sent.headers["Location"] == safely
    finally:
        inventory.write()
    operate("Roll back", "rollback.yaml")
    assert swarm.look().replicas("notes") == "2/2"
    assert manage(FIRST, "Roll back", "config ls").splitlines()[-1] == before
    for host in HOSTS:
        assert requests.get(f"{host.url}/version", allow_redirects=False, timeout=5).ok


def certificate() -> str:
    """Return a certificate that nobody signed, for every host's address, with its key."""
    names = ",".join(f"IP:{host.loopback}" for host in HOSTS)
    return run(
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
        *("-nodes", "-days", "2", "-subj", "/CN=melodie", "-addext", f"subjectAltName={names}"),
        *("-keyout", "/dev/stdout", "-out", "/dev/stdout"),
    )
