from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from service4_lilypond.app import create_app
from service4_lilypond.settings import LilypondSettings

app = create_app(LilypondSettings(engravers=1, engraving_seconds=60))
schema = schemathesis.openapi.from_wsgi("/openapi.json", app)


@pytest.mark.no_cover  # most of what runs is schemathesis
@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_endpoint_keeps_its_own_contract(case: schemathesis.Case[Any]) -> None:
    # That bars are full is not in the schema: refusing one politely is right.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
