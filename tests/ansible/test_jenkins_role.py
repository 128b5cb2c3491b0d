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
    "pipeline": "workflow-aggregator",
}
"""The plug-in that brings a step or an option, by its own documentation."""


PLUGIN_OF: Final = {
    "jobRestrictionProperty": "job-restrictions",
    "ssh": "ssh-slaves",
    "basicSSHUserPrivateKey": "ssh-credentials",
    "globalMatrix": "matrix-auth",
}
"""The plug-in that reads a key of the configuration, by its own documentation."""

BUILDERS: Final = {
    "build1": {"ansible_host": "192.0.2.7", "jenkins_agent_known_key": "ssh-ed25519 AAAA1"},
    "build2": {"jenkins_agent_known_key": "ssh-ed25519 AAAA2"},
}


@pytest.fixture
def configuration() -> Any:
    """Jenkins' configuration as code, as the role writes it for some repository."""
    given = DEFAULTS | {
        "ansible_managed": "by Ansible",
        "groups": {"jenkins_builders": list(BUILDERS)},
        "hostvars": BUILDERS,
        "jenkins_agent_known_key": "ssh-ed25519 AAAA3",
        "jenkins_repository": "https://git.example.org/melodie.git",
        "jenkins_repository_username": 'a "reader"',
        "jenkins_registry": "registry.example.org/music",
        "jenkins_release_environment": VARIABLES["jenkins_release_environment"],
    }
    rooms = jinja2.Environment(autoescape=False, undefined=jinja2.StrictUndefined)  # noqa: S701
    rooms.filters["to_json"] = json.dumps
    text = (ROLE / "templates" / "casc.yaml.j2").read_text(encoding="utf-8")
    return yaml.safe_load(rooms.from_string(text).render(given))


def nodes(configuration: Any) -> dict[str, Any]:
    return {
        node["permanent"]["name"]: node["permanent"] for node in configuration["jenkins"]["nodes"]
    }


def variables(node: Any) -> dict[str, str]:
    return {
        pair["key"]: pair["value"]
        for held in node.get("nodeProperties", [])
        for pair in held.get("envVars", {}).get("env", [])
    }


def test_jenkins_itself_runs_no_job(configuration: Any) -> None:
    assert configuration["jenkins"]["numExecutors"] == 0


def test_branches_are_built_where_no_secret_is(configuration: Any) -> None:
    [label] = re.findall(r"pipeline \{\s+agent \{ label '([\w-]+)' \}", JENKINSFILE)
    builders = [node for node in nodes(configuration).values() if node["labelString"] == label]
    assert [node["name"] for node in builders] == list(BUILDERS)
    assert [node["launcher"]["ssh"]["host"] for node in builders] == ["192.0.2.7", "build2"]
    assert [variables(node) for node in builders] == [{}, {}]


@pytest.mark.parametrize(
    ("job", "taken"),
    [
        ("melodie/main", True),
        ("melodie/main/part of melodie » main #7", True),
        ("melodie/feature", False),
        ("melodie/feature/part of melodie » feature #1", False),
        ("melodie/mainly", False),
        ("melodie/main%2Fevil/part of melodie » main/evil #1", False),
        ("main", False),
        ("other/melodie/main", False),
    ],
)
def test_the_node_with_the_secrets_takes_main_alone(
    configuration: Any, job: str, *, taken: bool
) -> None:
    node = nodes(configuration)["release"]
    [restriction] = [
        held["jobRestrictionProperty"]["jobRestriction"]["regexNameRestriction"]
        for held in node["nodeProperties"]
        if "jobRestrictionProperty" in held
    ]
    # The plug-in asks for a match of the whole name, folders first.
    assert bool(re.fullmatch(restriction["regexExpression"], job)) is taken
    assert f"agent {{ label '{node['labelString']}' }}" in JENKINSFILE


def test_a_release_finds_every_secret_in_a_file_of_its_own(configuration: Any) -> None:
    named = {
        value.removeprefix("/etc/jenkins-release/")
        for value in variables(nodes(configuration)["release"]).values()
        if value.startswith("/")
    }
    assert named == set(VARIABLES["jenkins_release_secrets"])
    asked = (ROOT / "scripts" / "deploy").read_text() + (
        ROOT / "scripts" / "push-images"
    ).read_text()
    for variable in variables(nodes(configuration)["release"]):
        assert f"#   {variable} " in asked or f"or {variable}," in asked, variable


def test_a_job_can_ask_for_no_credential_but_the_one_that_reads_the_repository(
    configuration: Any,
) -> None:
    [domain] = configuration["credentials"]["system"]["domainCredentials"]
    held = [credential for kinds in domain["credentials"] for credential in kinds.values()]
    assert [kept["id"] for kept in held if kept["scope"] != "SYSTEM"] == ["repository"]
    launchers = {node["launcher"]["ssh"]["credentialsId"] for node in nodes(configuration).values()}
    assert launchers == {kept["id"] for kept in held if kept["scope"] == "SYSTEM"}


def test_every_secret_is_read_from_a_file_that_the_role_writes(configuration: Any) -> None:
    named = set(re.findall(r"\$\{(\w+)\}", yaml.safe_dump(configuration)))
    tasks = (ROLE / "tasks" / "configure.yml").read_text(encoding="utf-8")
    assert "dest: /etc/jenkins/secrets/agent_key" in tasks
    assert named == set(VARIABLES["jenkins_secrets"]) | {"agent_key"}


def test_what_the_pipeline_takes_from_its_environment_is_set(configuration: Any) -> None:
    [variables] = configuration["jenkins"]["globalNodeProperties"]
    known = {pair["key"] for pair in variables["envVars"]["env"]}
    assert set(re.findall(r"env\.(MELODIE_\w+)", JENKINSFILE)) <= known
    assert "MELODIE_PUBLIC_URL" in known  # scripts/smoke-test reads it


def test_the_job_builds_the_repository_that_was_given(configuration: Any) -> None:
    [job] = configuration["jobs"]
    assert "remote('https://git.example.org/melodie.git')" in job["script"]
    assert "credentialsId('repository')" in job["script"]


@pytest.mark.parametrize("step", sorted(BRINGS))
def test_every_step_has_its_plugin(step: str) -> None:
    assert re.search(rf"\b{step}\b", JENKINSFILE)
    assert BRINGS[step] in VARIABLES["jenkins_plugins"]


def test_every_key_of_the_configuration_has_its_plugin(configuration: Any) -> None:
    text = yaml.safe_dump(configuration)
    for key, plugin in PLUGIN_OF.items():
        assert f"{key}:" in text
        assert plugin in VARIABLES["jenkins_plugins"]
