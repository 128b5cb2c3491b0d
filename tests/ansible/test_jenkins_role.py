"""What the role jenkins writes fits the Jenkinsfile; a real Jenkins has not read it."""

import json
import re
from typing import Any, Final

import jinja2
import pytest
import yaml

from tests.sources import ROOT

ROLE: Final = ROOT / "ansible" / "roles" / "jenkins"
JENKINSFILE: Final = (ROOT / "Jenkinsfile").read_text(encoding="utf-8")
DEFAULTS: Final[dict[str, Any]] = yaml.safe_load((ROLE / "defaults/main.yml").read_text())
VARIABLES: Final[dict[str, Any]] = yaml.safe_load((ROLE / "vars/main.yml").read_text())

BRINGS: Final = {
    "timestamps": "timestamper",
    "cleanWs": "ws-cleanup",
    "junit": "junit",
    "recordCoverage": "coverage",
    "recordIssues": "warnings-ng",
    "withCredentials": "credentials-binding",
    "sshUserPrivateKey": "ssh-credentials",
    "pipeline": "workflow-aggregator",
    "file": "plain-credentials",
}
"""The plug-in that brings a step or an option, by its own documentation."""


@pytest.fixture
def configuration() -> Any:
    """Jenkins' configuration as code, as the role writes it for some repository."""
    given = DEFAULTS | {
        "ansible_managed": "by Ansible",
        "jenkins_repository": "https://git.example.org/melodie.git",
        "jenkins_repository_username": 'a "reader"',
        "jenkins_registry": "registry.example.org/music",
    }
    rooms = jinja2.Environment(autoescape=False, undefined=jinja2.StrictUndefined)  # noqa: S701
    rooms.filters["to_json"] = json.dumps
    text = (ROLE / "templates" / "casc.yaml.j2").read_text(encoding="utf-8")
    return yaml.safe_load(rooms.from_string(text).render(given))


def test_every_credential_of_the_pipeline_is_kept_by_jenkins(configuration: Any) -> None:
    [domain] = configuration["credentials"]["system"]["domainCredentials"]
    kept = {held["id"] for kinds in domain["credentials"] for held in kinds.values()}
    assert kept - {"repository"} == set(re.findall(r"credentialsId: '([\w-]+)'", JENKINSFILE))


def test_every_secret_is_read_from_a_file_that_the_role_writes(configuration: Any) -> None:
    text = yaml.safe_dump(configuration)
    named = set(re.findall(r"\$\{(\w+)\}", text))
    named |= set(re.findall(r"readFileBase64:/etc/jenkins/secrets/(\w+)", text))
    assert named == set(VARIABLES["jenkins_secrets"])


def test_what_the_pipeline_takes_from_its_environment_is_set(configuration: Any) -> None:
    [variables] = configuration["jenkins"]["globalNodeProperties"]
    known = {pair["key"] for pair in variables["envVars"]["env"]}
    assert set(re.findall(r"env\.(MELODIE_\w+)", JENKINSFILE)) <= known
    assert "MELODIE_PUBLIC_URL" in known  # scripts/smoke-test reads it


def test_the_agent_that_the_pipeline_wants_is_there(configuration: Any) -> None:
    assert f"label '{configuration['jenkins']['labelString']}'" in JENKINSFILE


def test_the_job_builds_the_repository_that_was_given(configuration: Any) -> None:
    [job] = configuration["jobs"]
    assert "remote('https://git.example.org/melodie.git')" in job["script"]
    assert "credentialsId('repository')" in job["script"]


@pytest.mark.parametrize("step", sorted(BRINGS))
def test_every_step_has_its_plugin(step: str) -> None:
    assert re.search(rf"\b{step}\b", JENKINSFILE)
    assert BRINGS[step] in VARIABLES["jenkins_plugins"]
