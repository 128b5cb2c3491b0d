"""The exceptions that a service answers with.

::

    MelodieError
    ├── InvalidInput          422  a field holds what cannot be done
    ├── NotFound              404  no such melody, file or page
    ├── UnsupportedMediaType  415  the body is not JSON
    ├── NotAcceptable         406  no format that the caller takes
    ├── Busy                  503  no capacity now; try again later
    ├── NotReady              503  what a service depends on is not there
    ├── UpstreamError
    │   ├── UpstreamRefused     502  another service answered nonsense
    │   │   └── RequestRefused  502  ... or refused what we asked of it
    │   ├── UpstreamUnavailable 503  another service does not answer
    │   └── UpstreamTimeout     504  another service is too slow
    ├── StoreUnavailable      503  the database does not answer
    ├── MelodyUnreadable      503  a melody is stored as only a newer release can read it
    └── EngravingError        500  a score could not be engraved
        └── EngravingTimeout  504  ... in the time allowed

``detail`` is always fit to be shown to a person; what only an operator may
see goes to the log.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import ClassVar, Final

MAX_FAULTS: Final = 20
"""Faults that one answer names; of the rest it gives the number."""

INVALID: Final = "invalid"
"""The code of a fault that has none of its own."""

Param = str | int | float


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field; ``field`` is a path such as ``bars.0.events``.

    ``code`` says the same as ``detail`` to programs, with ``params`` such as
    ``{"most": 64}``; from both a sentence in any language can be made.
    """

    field: str
    detail: str
    code: str = INVALID
    params: Mapping[str, Param] = dataclass_field(default_factory=dict)


class MelodieError(Exception):
    """An error that a service answers with, in words fit for people."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Something went wrong on our side"
    retry_after: ClassVar[int | None] = None

    def __init__(self, message: str, fields: Iterable[FieldError] = (), **params: Param) -> None:
        """``message`` names its ``params`` as ``%(name)s``: so it can be said in any language."""
        self.message, self.params = message, params
        self.detail = message % params if params else message
        super().__init__(self.detail)
        self.fields = tuple(fields)


class InvalidInput(MelodieError):
    """A field is missing, unknown, or holds what cannot be done."""

    status = 422
    slug = "invalid-input"
    title = "Some of this cannot be done"

    @classmethod
    def of(cls, field: str, detail: str, code: str = INVALID, **params: Param) -> "InvalidInput":
        """Return the error of one field."""
        return cls(f"{field}: {detail}", [FieldError(field, detail, code, params)])

    @classmethod
    def naming(cls, faults: Sequence[FieldError], found: int = 0) -> "InvalidInput":
        """Return the error of several fields; its sentence names the first three.

        ``found`` is how many there are where ``faults`` are only the first.
        """
        sentence = "; ".join(f"{fault.field}: {fault.detail}" for fault in faults[:3])
        more = max(found, len(faults)) - 3
        if more > 0:
            sentence += f" (and {more} more)"
        return cls(sentence or "The body cannot be used.", faults[:MAX_FAULTS])


class NotFound(MelodieError):
    """No such melody, file or page."""

    status = 404
    slug = "not-found"
    title = "There is nothing here"


class UnsupportedMediaType(MelodieError):
    """The body is of a kind that is not read."""

    status = 415
    slug = "unsupported-media-type"
    title = "This kind of body is not read"


class NotAcceptable(MelodieError):
    """None of the formats that the caller takes is made."""

    status = 406
    slug = "not-acceptable"
    title = "This format is not made"


class Busy(MelodieError):
    """No capacity at the moment; the caller may try again after ``retry_after`` seconds."""

    status = 503
    slug = "busy"
    title = "Too much at once"
    retry_after = 2


class NotReady(MelodieError):
    """What the service depends on is not there."""

    status = 503
    slug = "not-ready"
    title = "Not ready"
    retry_after = 2


class UpstreamError(MelodieError):
    """Another service failed."""

    status = 502
    slug = "upstream-error"
    title = "A part of Mélodie failed"


class UpstreamRefused(UpstreamError):
    """Another service gave an answer that is not in the contract."""

    slug = "upstream-refused"
    title = "A part of Mélodie answered unexpectedly"


class RequestRefused(UpstreamRefused):
    """Another service refused a request that we made: our fault, as far as is known.

    ``faults`` are the values that it does not take, by their fields in the
    request ``asked``. Only the caller knows which of them a person chose, so
    they are not shown to the public.
    """

    slug = "request-refused"
    title = "A part of Mélodie did not understand"

    def __init__(
        self, message: str, asked: object, faults: Iterable[FieldError] = (), **params: Param
    ) -> None:
        super().__init__(message, (), **params)
        self.asked = asked
        self.faults = tuple(faults)


class UpstreamUnavailable(UpstreamError):
    """Another service does not answer."""

    status = 503
    slug = "upstream-unavailable"
    title = "A part of Mélodie is resting"
    retry_after = 5


class UpstreamTimeout(UpstreamError):
    """Another service took too long."""

    status = 504
    slug = "upstream-timeout"
    title = "A part of Mélodie took too long"
    retry_after = 5


class StoreUnavailable(MelodieError):
    """The database does not answer."""

    status = 503
    slug = "store-unavailable"
    title = "The library of melodies is resting"
    retry_after = 5


class MelodyUnreadable(MelodieError):
    """A melody is stored as only a newer release can read it."""

    status = 503
    slug = "melody-unreadable"
    title = "This melody cannot be read now"
    retry_after = 60


class EngravingError(MelodieError):
    """The score could not be engraved."""

    slug = "engraving-failed"
    title = "This melody could not be engraved"


class EngravingTimeout(EngravingError):
    """Engraving took longer than allowed."""

    status = 504
    slug = "engraving-timeout"
    title = "Engraving took too long"
