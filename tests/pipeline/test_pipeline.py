import os
import re
import shutil
from pathlib import Path

import pytest

from tests.pipeline.pipeline import ROOT, Ran, run_pipeline

RELEASE = {
    "REGISTRY_USERNAME": "builder",
    "REGISTRY_PASSWORD_FILE": "/password",
    "SSH_KEY": "/key",
    "KNOWN_HOSTS": "/known",
    "INVENTORY": "/inventory",
    "VAULT_PASSWORD_FILE": "/vault",
}
"""What the node adds to the environment that releases."""

SCRIPTS = ("test", "build-images", "push-images", "deploy", "smoke-test")
JENKINSFILE = (ROOT / "Jenkinsfile").read_text(encoding="utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The Jenkinsfile beside scripts that write down how they were called."""
    shutil.copy(ROOT / "Jenkinsfile", tmp_path)
    (tmp_path / "scripts").mkdir()
    for name in SCRIPTS:
        replace(tmp_path, name, "env >>calls.env")
    return tmp_path


def replace(checkout: Path, name: str, line: str) -> None:
    script = checkout / "scripts" / name
    script.write_text(f'#!/bin/sh\necho "$0 $*" >>calls\n{line}\n', encoding="utf-8")
    script.chmod(0o755)


def run(checkout: Path, branch: str = "main") -> Ran:
    nodes = {"melodie-release": RELEASE}
    return run_pipeline(checkout, branch, nodes, MELODIE_REGISTRY="registry.example")


def calls(checkout: Path) -> list[str]:
    return (checkout / "calls").read_text(encoding="utf-8").splitlines()


def test_main_goes_from_lint_to_the_smoke_test(checkout: Path) -> None:
    ran = run(checkout)
    assert ran.status == 0, ran.said
    assert [stage for stage in ran.all("stage") if stage[0].isupper()] == [
        *("Lint", "Test", "Images", "Release", "Push", "Deploy", "Smoke test")
    ]
    assert [call.split()[0] for call in calls(checkout)][-4:] == [
        *("scripts/build-images", "scripts/push-images", "scripts/deploy", "scripts/smoke-test")
    ]


def test_another_branch_is_tested_and_built_but_neither_pushed_nor_deployed(checkout: Path) -> None:
    ran = run(checkout, branch="feature")
    assert ran.status == 0, ran.said
    assert ran.all("skipped") == ["Release"]
    assert ran.all("agent") == ["melodie"]
    assert calls(checkout)[-1].startswith("scripts/build-images")


def test_a_failing_test_stops_the_pipeline_before_the_images(checkout: Path) -> None:
    replace(checkout, "test", 'case "$*" in *rhythm*) exit 1 ;; esac')
    ran = run(checkout)
    assert ran.status == 1
    assert ran.all("stopped") == ["rhythm: scripts/test rhythm"]
    assert not [call for call in calls(checkout) if not call.startswith("scripts/test")]


def test_every_service_tells_even_when_another_fails(checkout: Path) -> None:
    replace(checkout, "test", 'case "$*" in *notes*) exit 1 ;; esac')
    run(checkout)
    assert [call for call in calls(checkout) if "lilypond" in call]


@pytest.mark.parametrize(("branch", "aborts"), [("main", "false"), ("feature", "true")])
def test_a_push_takes_over_but_never_from_a_rollout(
    checkout: Path, branch: str, aborts: str
) -> None:
    options = run(checkout, branch).all("option")
    assert f"disableConcurrentBuilds [abortPrevious:{aborts}]" in options


@pytest.mark.parametrize("name", ["build-images", "push-images", "deploy"])
def test_nothing_follows_a_script_that_failed(checkout: Path, name: str) -> None:
    replace(checkout, name, "exit 1")
    ran = run(checkout)
    assert ran.status == 1
    assert calls(checkout)[-1].startswith(f"scripts/{name}")


def test_reports_are_published_also_on_failure(checkout: Path) -> None:
    replace(checkout, "test", "exit 1")
    ran = run(checkout)
    assert ran.all("publish") == [
        *("junit", "recordCoverage", "recordIssues", "archiveArtifacts", "cleanWs")
    ]


def test_the_release_leaves_no_workspace_on_its_node(checkout: Path) -> None:
    replace(checkout, "deploy", "exit 1")
    assert run(checkout).all("publish").count("cleanWs") == 2


def test_the_release_alone_runs_where_the_secrets_are(checkout: Path) -> None:
    for name in SCRIPTS:
        replace(checkout, name, f"env >env-{name}")
    run(checkout)
    seen = {name: (checkout / f"env-{name}").read_text(encoding="utf-8") for name in SCRIPTS}
    for variable, value in RELEASE.items():
        holders = [name for name in SCRIPTS if f"{variable}={value}\n" in seen[name]]
        assert holders == ["push-images", "deploy", "smoke-test"], variable
    assert "REGISTRY=registry.example" in seen["build-images"]


def test_the_pipeline_asks_jenkins_for_no_credential() -> None:
    """What a Jenkinsfile can ask for, a branch's Jenkinsfile can ask for too."""
    assert not re.search(r"credentials", JENKINSFILE, re.IGNORECASE)


def test_every_step_is_one_script_that_is_there() -> None:
    commands = re.findall(r"\bsh\b\s*(.*?)\s*}?$", JENKINSFILE, re.MULTILINE)
    assert len(commands) == len(re.findall(r"\bsh\b", JENKINSFILE)) > 5
    for command in commands:
        script = re.fullmatch(r"'(scripts/[a-z-]+)( [a-z ]+)?'", command)
        assert script, command
        assert os.access(ROOT / script[1], os.X_OK)


def test_what_is_tested_is_every_part_there_is() -> None:
    from scripts.testing.parts import parts  # noqa: PLC0415

    asked = " ".join(re.findall(r"'scripts/test ([a-z ]+)'", JENKINSFILE)).split()
    # The proofs of the deployment run the pipeline, and not the other way round.
    wanted = {part.name for part in parts()} - {"deployment"}
    assert sorted(asked) == sorted(wanted), "name each part in a stage"
