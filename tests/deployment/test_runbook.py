import ast
from collections.abc import Iterator
from typing import Final

from tests.deployment.machine import ROOT
from tests.deployment.runbook import command, sections

PROOFS: Final = ROOT / "tests" / "deployment"
FOLLOWERS: Final = {"operate", "manage", "command"}
UNPROVED: Final = {
    "export I=inventories/production": "the proofs keep their inventory in a folder of their own",
    "export ANSIBLE_VAULT_PASSWORD_FILE=~/.melodie-vault": "and its password beside it",
    "export REGISTRY=… REGISTRY_USERNAME=… REGISTRY_PASSWORD=…": "the proofs give their own",
    "scripts/ansible-env ansible-vault edit $I/group_vars/all/vault.yaml": "opens an editor",
    "scripts/play -i $I site.yaml --limit 'jenkins*' --tags docker,firewall,jenkins": "its "
    "packages come from its own archive alone",
    "ssh -L 8080:127.0.0.1:8080 JENKINS_HOST": "so there is no Jenkins to look at",
}
"""Commands of the operator's page that no proof runs, and why."""


def test_every_command_of_the_operators_page_is_run_by_a_proof() -> None:
    shown = {line for lines in sections().values() for line in lines}
    assert shown - set(followed()) == set(UNPROVED)


def followed() -> Iterator[str]:
    """Return the commands that the proofs look up on the page."""
    for file in PROOFS.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in FOLLOWERS:
                told = [said(argument, names) for argument in node.args]
                words = [word for word in told if word]
                if len(words) >= 2:
                    yield command(words[0], words[1])


def constants(tree: ast.Module) -> dict[str, str]:
    """Return the strings that a module gives names to."""
    return {
        node.target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def said(argument: ast.expr, names: dict[str, str]) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return names.get(argument.id, "") if isinstance(argument, ast.Name) else ""
