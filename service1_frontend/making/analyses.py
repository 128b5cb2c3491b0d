"""How melodies are made, as the notes service tells it, asked once for each."""

from typing import Final

from melodie.contract import Analysis, AnalysisRequest
from melodie.errors import UpstreamError, UpstreamTimeout
from service1_frontend.library.melody import Melody
from service1_frontend.making.background import BackgroundPool
from service1_frontend.making.recent import Recent
from service1_frontend.making.single_flight import SingleFlight
from service1_frontend.services import Services

KNOWN: Final = 256
KNOWN_SECONDS: Final = 3600.0
"""How many analyses are at hand, and for how long: a melody never changes."""
AWAY: Final = "away"
AWAY_SECONDS: Final = 5.0
"""How long a service that was away is left alone, so that no page waits for it again."""


class Analyses:
    """Tells how melodies are made; shared by all threads."""

    def __init__(self, services: Services, *, seconds: float) -> None:
        self._services = services
        self._flights: SingleFlight[Analysis] = SingleFlight(seconds)
        self._known: Recent[str, Analysis] = Recent(KNOWN, KNOWN_SECONDS)
        self._away: Recent[str, str] = Recent(1, AWAY_SECONDS)

    def get(self, melody: Melody) -> Analysis:
        """Return how a melody is made; raises an ``UpstreamError``."""
        found = self._known.get(melody.id)
        if found:
            return found
        try:
            return self._flights.do(melody.id, lambda: self._ask(melody))
        except TimeoutError as error:
            raise UpstreamTimeout("This melody takes too long to look through.") from error

    def begin(self, melody: Melody, pool: BackgroundPool) -> None:
        """Have it told by ``pool`` before the page is asked for that says it."""
        pool.submit(lambda: self.find(melody))

    def find(self, melody: Melody) -> Analysis | None:
        """Return how a melody is made, None where that cannot be had now."""
        if self._away.get(AWAY):
            return self._known.get(melody.id)
        try:
            return self.get(melody)
        except UpstreamError:
            self._away.put(AWAY, AWAY)
            return None

    def _ask(self, melody: Melody) -> Analysis:
        found = self._services.analyse(AnalysisRequest(score=melody.score))
        self._known.put(melody.id, found)
        return found
