"""The README's tables, as the code has them.

``python -m tests.documented`` writes them into the README.
"""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from flask import Flask
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from melodie.settings import PREFIX, ServerSettings, Settings
from scripts.services import USUAL_PORTS
from service1_frontend.app import create_app
from service1_frontend.settings import FrontendSettings
from service2_notes.settings import NotesSettings
from service3_rhythm.settings import RhythmSettings
from service4_lilypond.settings import LilypondSettings
from tests.siblings import lilypond_app, notes_app, real_services, rhythm_app
from tests.sources import ROOT

README: Final = ROOT / "README.md"
EVERY: Final = "every service"
SETTINGS: Final[dict[str, type[BaseModel]]] = {
    "frontend": FrontendSettings,
    "notes": NotesSettings,
    "rhythm": RhythmSettings,
    "lilypond": LilypondSettings,
}
STATIC: Final = frozenset({"static", "bootstrap.static"})


def apps(folder: Path) -> dict[str, Flask]:
    """Return the four apps by name; the frontend's database would be in ``folder``."""
    database = {"database_url": f"sqlite:///{folder / 'melodie.sqlite'}"}
    return {
        "frontend": create_app(FrontendSettings.model_validate(database), real_services()),
        "notes": notes_app(),
        "rhythm": rhythm_app(),
        "lilypond": lilypond_app(),
    }


def endpoints_table(services: dict[str, Flask]) -> str:
    """Return every endpoint with the first sentence of its docstring."""
    found = {name: dict(_endpoints(app)) for name, app in services.items()}
    shared = {
        e: gives for e, gives in found["notes"].items() if all(e in f for f in found.values())
    }
    rows = [("service (port)", "endpoint", "what it does")]
    for name, endpoints in found.items():
        service = f"{name} ({USUAL_PORTS[name]})"
        rows += [(service, e, gives) for e, gives in endpoints.items() if e not in shared]
    return _table([*rows, *((EVERY, e, gives) for e, gives in shared.items())])


def settings_table() -> str:
    """Return every setting with who reads it, its default, and what it means."""
    rows: list[tuple[str, ...]] = [("variable", "read by", "default", "meaning")]
    shared: tuple[type[BaseModel], ...] = (ServerSettings, Settings)
    for model in shared:
        rows += [_setting(EVERY, name, field) for name, field in model.model_fields.items()]
    for service, read in SETTINGS.items():
        own = {n: f for n, f in read.model_fields.items() if n not in Settings.model_fields}
        rows += [_setting(service, name, field) for name, field in own.items()]
    return _table(rows)


def tables_in(readme: str) -> dict[str, str]:
    """Return the tables between ``<!-- name -->`` and ``<!-- /name -->``."""
    return dict(re.findall(r"<!-- (\w+) -->\n(.*?)<!-- /\1 -->", readme, flags=re.DOTALL))


def _endpoints(app: Flask) -> Iterator[tuple[str, str]]:
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule.count("/v1"), rule.rule))
    for rule in rules:
        if rule.endpoint not in STATIC:
            methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
            words = (app.view_functions[rule.endpoint].__doc__ or "").strip().splitlines()
            gives = words[0].replace("``", "`") if words else "?"
            yield f"`{' '.join(methods)} {rule.rule}`", gives


def _setting(service: str, name: str, field: FieldInfo) -> tuple[str, ...]:
    default = "none" if field.default is None else f"`{field.default}`"
    return f"`{PREFIX}{name.upper()}`", service, default, field.description or "?"


def _table(rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines) + "\n"


def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        tables = {"endpoints": endpoints_table(apps(Path(folder))), "settings": settings_table()}
    text = README.read_text(encoding="utf-8")
    for name, old in tables_in(text).items():
        text = text.replace(f"<!-- {name} -->\n{old}", f"<!-- {name} -->\n{tables[name]}")
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write()
