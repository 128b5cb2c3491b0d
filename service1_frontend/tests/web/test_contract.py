from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import schemathesis
from flask_migrate import upgrade
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from service1_frontend.app import create_app
from service1_frontend.library.models import db
from service1_frontend.settings import FrontendSettings
from service1_frontend.tests.apps import answering, drain
from tests.siblings import lilypond_app, real_services

# The contract is read when tests are collected, before there are fixtures.
folder = TemporaryDirectory(prefix="melodie-contract-")
# Engraving hundreds of melodies would tell nothing of how they are asked for.
engraver = answering(lilypond_app(), {"/v1/scores": (200, "application/pdf", "%PDF")})
app = create_app(
    FrontendSettings(database_url=f"sqlite:///{folder.name}/x.sqlite"),
    real_services(lilypond=engraver),
)
schema = schemathesis.openapi.from_wsgi("/openapi.json", app)


@pytest.fixture(scope="module", autouse=True)
def tables() -> Iterator[None]:
    with folder:
        with app.app_context():
            upgrade()
            engine = db.engine
        yield
        drain(app)
        engine.dispose()


@pytest.mark.no_cover  # most of what runs is schemathesis
@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_endpoint_keeps_its_own_contract(case: schemathesis.Case[Any]) -> None:
    # What is offered is told by /api/v1/options, not by the schema: refusing
    # another choice politely is right.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
