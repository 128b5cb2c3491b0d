"""pytest's plugin of this repository: no forbidden skips, less counting, and a MariaDB."""

import os
from collections.abc import Generator, Iterator
from typing import Any, TypeVar

import pytest

from scripts.testing import mariadb, packages
from scripts.testing.measuring import measuring_first
from scripts.testing.parts import FORBID_SKIPS

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest our mark."""
    config.addinivalue_line("markers", "mariadb: asks a MariaDB server, which the tests start")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Where lines are counted, count those of the first examples of a property."""
    counter = getattr(item.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    tried: Any = getattr(getattr(item, "obj", None), "hypothesis", None)
    if counter is None or not hasattr(tried, "inner_test"):
        return (yield)
    with measuring_first(tried, counter):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that was skipped, where that is forbidden."""
    return _judged((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that was skipped, where that is forbidden."""
    return _judged((yield))


@pytest.fixture(scope="session")
def mariadb_url() -> Iterator[str]:
    """Yield the SQLAlchemy URL of a database on a MariaDB that runs as long as the tests."""
    if missing := packages.missing(["mariadb"]):
        pytest.skip(packages.advice(missing))
    with mariadb.server() as url:
        yield url


def _judged(report: Report) -> Report:
    if os.environ.get(FORBID_SKIPS) and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"{FORBID_SKIPS} is set: {reason}"
    return report
