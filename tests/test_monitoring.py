"""The monitoring's files: what they ask for exists, and the alerts are explained."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from prometheus_client import REGISTRY

from melodie import metrics

ROOT: Final = Path(__file__).parents[1]
MONITORING: Final = ROOT / "monitoring"
DASHBOARD: Final[dict[str, Any]] = json.loads((MONITORING / "grafana/melodie.json").read_text())
RULES: Final[list[dict[str, Any]]] = [
    rule
    for group in yaml.safe_load((MONITORING / "alerts.yaml").read_text())["groups"]
    for rule in group["rules"]
]
EXPRESSIONS: Final = [rule["expr"] for rule in RULES] + [
    target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]
]
TARGETS: Final = yaml.safe_load((MONITORING / "prometheus.yaml").read_text())["scrape_configs"]


def promtool(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own arguments
        [shutil.which("promtool") or "promtool", *arguments],
        cwd=MONITORING,
        capture_output=True,
        text=True,
        check=False,
    )


def test_prometheus_understands_its_file_and_every_rule() -> None:
    checked = promtool("check", "config", "prometheus.yaml")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_alerts_fire_when_they_should_and_only_then() -> None:
    tested = promtool("test", "rules", "alerts.test.yaml")
    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_every_metric_of_ours_that_is_asked_for_exists() -> None:
    asked = {name for text in EXPRESSIONS for name in re.findall(r"\bmelodie_\w+", text)}
    assert metrics.REQUESTS
    assert metrics.SECONDS
    kinds = {metric.name: metric.type for metric in REGISTRY.collect()}
    known = {f"{name}_total" for name, kind in kinds.items() if kind == "counter"}
    known |= {f"{name}_bucket" for name, kind in kinds.items() if kind == "histogram"}
    assert asked
    assert asked <= known


def test_every_service_label_is_the_name_of_a_service() -> None:
    named = {name for text in EXPRESSIONS for name in re.findall(r'service="(\w+)"', text)}
    assert named
    assert all((ROOT / name / "app.py").exists() for name in named)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target["job_name"])
def test_every_target_is_a_service_of_the_stack_at_its_port(target: dict[str, Any]) -> None:
    stack = yaml.safe_load((ROOT / "docker-compose.yaml").read_text())
    [found] = target["dns_sd_configs"]
    service = target["job_name"]
    assert found["names"] == [f"tasks.{service}"]
    assert service in stack["services"]
    dockerfile = (ROOT / "Dockerfile").read_text()
    image = dockerfile.partition(f" AS {service}\n")[2].partition("\nFROM ")[0]
    assert f'"{found["port"]}"' in image


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_the_runbook_explains_every_alert(rule: dict[str, Any]) -> None:
    runbook = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    assert f"\n### {rule['alert']}\n" in runbook
