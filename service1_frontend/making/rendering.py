"""Files of what is not recorded, kept in memory."""

import io

from melodie.contract import ScoreRequest
from melodie.formats import Format
from service1_frontend.library.contents import InMemory
from service1_frontend.making.concurrency import ConcurrencyLimits
from service1_frontend.services import Services


def rendered(
    wanted: ScoreRequest, file_format: Format, services: Services, limits: ConcurrencyLimits
) -> InMemory:
    """Return a file that is quick to make, in its turn; raises ``Busy`` or an ``UpstreamError``."""
    turns = limits.for_file(file_format.extension, large=False)
    with limits.overall.enter(), turns.take():
        return rendered_at_once(wanted, file_format, services)


def rendered_at_once(wanted: ScoreRequest, file_format: Format, services: Services) -> InMemory:
    """Return a file for a caller who has had a turn; raises an ``UpstreamError``."""
    written = io.BytesIO()
    made = services.render(wanted, file_format, written)
    return InMemory(made.edition, written.getvalue())
