import re

import pytest
from pydantic import BaseModel

from melodie.settings import PREFIX, ServerSettings
from service1_frontend.settings import FrontendSettings
from service2_notes.settings import NotesSettings
from service3_rhythm.settings import RhythmSettings
from service4_lilypond.settings import LilypondSettings
from tests.deployment.machine import ROOT
from tests.deployment.stackfile import GIVEN, read, stack

SETTINGS: dict[str, type[BaseModel]] = {
    "frontend": FrontendSettings,
    "notes": NotesSettings,
    "rhythm": RhythmSettings,
    "lilypond": LilypondSettings,
}
SERVICES = (*SETTINGS, "edge")
each_service = pytest.mark.parametrize("name", SERVICES)
each_flask_service = pytest.mark.parametrize("name", SETTINGS)


@each_service
def test_every_container_is_sealed(name: str) -> None:
    service = stack()["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "privileged" not in service
    assert "cap_add" not in service


@each_service
def test_every_service_has_limits_and_reservations(name: str) -> None:
    resources = stack()["services"][name]["deploy"]["resources"]
    assert {"cpus", "memory", "pids"} <= set(resources["limits"])
    assert {"cpus", "memory"} <= set(resources["reservations"])


@each_service
def test_no_service_relies_on_virtual_addresses(name: str) -> None:
    assert stack()["services"][name]["deploy"]["endpoint_mode"] == "dnsrr"


@each_service
def test_a_rollout_that_fails_is_undone(name: str) -> None:
    deploy = stack()["services"][name]["deploy"]
    assert deploy["update_config"]["failure_action"] == "rollback"
    assert deploy["update_config"]["parallelism"] == 1
    assert deploy["rollback_config"]["parallelism"] == 1


@each_flask_service
def test_a_new_replica_serves_before_an_old_one_leaves(name: str) -> None:
    service = stack()["services"][name]
    assert service["deploy"]["update_config"]["order"] == "start-first"
    seconds = int(service["stop_grace_period"].removesuffix("s"))
    assert seconds > ServerSettings().graceful_timeout


@each_flask_service
def test_replicas_are_told_by_variable_and_spread_over_hosts(name: str) -> None:
    deploy = stack(**{f"MELODIE_{name.upper()}_REPLICAS": "7"})["services"][name]["deploy"]
    assert deploy["replicas"] == 7
    assert deploy["placement"]["preferences"] == [{"spread": "node.id"}]
    assert stack()["services"][name]["deploy"]["replicas"] >= 2


def test_only_the_edge_publishes_a_port_and_does_so_on_its_host() -> None:
    services = stack()["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["edge"]
    assert [port["mode"] for port in services["edge"]["ports"]] == ["host"]
    assert services["edge"]["deploy"]["mode"] == "global"


def test_only_the_frontend_reaches_the_database_and_lilypond_reaches_nothing() -> None:
    found = stack()
    networks = {name: set(found["services"][name]["networks"]) for name in SERVICES}
    assert networks == {
        "edge": {"public"},
        "frontend": {"public", "backend", "database"},
        "notes": {"backend"},
        "rhythm": {"backend"},
        "lilypond": {"backend"},
    }
    inside = {name for name, network in found["networks"].items() if network.get("internal")}
    assert inside == {"backend", "database"}


def test_only_the_frontend_holds_secrets_and_reads_them_from_files() -> None:
    found = stack()
    assert [name for name in SERVICES if "secrets" in found["services"][name]] == ["frontend"]
    environment = found["services"]["frontend"]["environment"]
    for secret in found["services"]["frontend"]["secrets"]:
        assert environment[f"MELODIE_{secret['target'].upper()}_FILE"].endswith(secret["target"])
        assert f"MELODIE_{secret['target'].upper()}" not in environment
        assert secret["uid"] == "10001"
        assert secret["mode"] == 0o400


def test_a_secrets_name_is_given_by_the_deploy() -> None:
    secrets = stack()["secrets"]
    assert secrets["secret_key"]["name"] == GIVEN["MELODIE_SECRET_KEY_NAME"]
    assert secrets["database_url"]["name"] == GIVEN["MELODIE_DATABASE_URL_NAME"]
    assert all(secret["external"] for secret in secrets.values())


def test_the_networks_stand_already_on_a_swarm_and_are_made_on_one_machine() -> None:
    assert all(network["external"] for network in stack()["networks"].values())
    alone = stack(MELODIE_EXTERNAL="false")["networks"]
    assert not any(network.get("external") for network in alone.values())


@each_service
def test_an_image_is_named_by_registry_and_tag(name: str) -> None:
    tag = GIVEN["EDGE_TAG" if name == "edge" else "TAG"]
    image = stack()["services"][name]["image"]
    assert image == f"{GIVEN['REGISTRY']}/melodie-{name}:{tag}"


@each_flask_service
def test_every_variable_is_a_setting_of_its_service(name: str) -> None:
    known = {*SETTINGS[name].model_fields, *ServerSettings.model_fields}
    for variable in stack()["services"][name]["environment"]:
        setting = variable.removeprefix(PREFIX).removesuffix("_FILE").lower()
        assert setting in known, variable


def test_the_frontend_finds_its_siblings_where_they_listen() -> None:
    environment = stack()["services"]["frontend"]["environment"]
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    ports = dict(re.findall(r"FROM service AS (\w+).*?MELODIE_PORT=(\d+)", dockerfile, re.DOTALL))
    for name in ("notes", "rhythm", "lilypond"):
        assert environment[f"MELODIE_{name.upper()}_URL"] == f"http://{name}:{ports[name]}"


def test_the_certificate_opens_the_https_port() -> None:
    edge = stack("tls", MELODIE_HTTPS_PORT="443")["services"]["edge"]
    assert {port["published"] for port in edge["ports"]} == {8080, 443}
    assert edge["environment"]["EDGE_CERTIFICATE"] == "/run/secrets/certificate.pem"


def test_the_databases_authority_is_a_file_of_the_frontend() -> None:
    frontend = stack("database-ca")["services"]["frontend"]
    assert "database_ca" in [secret["target"] for secret in frontend["secrets"]]


def test_a_mysql_of_ones_own_is_a_stack_of_its_own() -> None:
    stack()
    found = read("docker-compose.mysql.yaml", **GIVEN)
    assert list(found["services"]) == ["mysql"]
    assert "ports" not in found["services"]["mysql"]
    assert found["networks"]["database"]["internal"]
    values = found["services"]["mysql"]["environment"]
    assert all(name.endswith("_FILE") for name in values if "PASSWORD" in name)
