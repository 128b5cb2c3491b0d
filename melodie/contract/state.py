"""The version and the health that every service reports."""

from typing import Literal

from pydantic import Field

from melodie.contract.message import Message


class Version(Message):
    """Which code answers."""

    service: str
    version: str
    engine: str
    revision: str


class Health(Message):
    """A service that lives, or is ready, with what it checked."""

    status: Literal["ok"]
    checks: dict[str, Literal["ok"]] = Field(default_factory=dict)
