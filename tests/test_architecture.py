"""Who may know whom, and how large a thing may grow."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from scripts.testing.parts import PARTS
from tests.sources import CORE, ROOT, SERVICES, TOOLS, Module, code, modules

OURS: Final = (CORE, *SERVICES)

MODULE_LINES: Final = 220
TEST_LINES: Final = 300
FUNCTION_LINES: Final = 35

WEB: Final = {"flask", "apiflask", "werkzeug", "flask_wtf", "flask_migrate", "flask_sqlalchemy"}
WEB_ROOMS: Final = {
    "melodie": {
        *("lengths", "metrics", "problems", "service", "slashes", "strict_json", "tracing"),
    },
    "service1_frontend": {
        *("api", "app", "assets", "current", "database", "forms", "headers"),
        *("migrating", "migrations", "models", "mounting", "pages", "serving"),
    },
    "service2_notes": {"app", "routes"},
    "service3_rhythm": {"app", "routes"},
    "service4_lilypond": {"app", "routes"},
}
"""Where HTTP is spoken; everywhere else a melody is only music."""

SQL: Final = {"sqlalchemy", "flask_sqlalchemy", "flask_migrate", "alembic", "pymysql"}
SQL_ROOMS: Final = {"database", "melodies", "migrating", "migrations", "models"}

HTTP_CLIENTS: Final = {"requests", "urllib3", "httpx", "aiohttp"}
PROCESSES: Final = {"subprocess", "multiprocessing", "pty"}
PROCESS_CALL: Final = re.compile(
    r"^os\.(fork|forkpty|system|popen|exec\w+|spawn\w+|posix_spawn\w*)$"
)

COMPOSERS: Final = ("service2_notes", "service3_rhythm")
UNSTABLE_DRAWS: Final = re.compile(
    r"\.(choice|choices|shuffle|sample|randint|randrange|randbytes|uniform|gauss|betavariate"
    r"|expovariate|triangular|normalvariate|getrandbits)$"
)
"""Methods of random.Random whose streams may change from one Python to the next."""

CLOCKS: Final = {"datetime", "secrets", "time", "uuid"}
SHAPELESS: Final = {"utils", "util", "common", "helpers", "helper", "misc", "base", "shared"}

IMPORT_ALL: Final = """
import importlib, sys

DEEDS = {"subprocess.Popen", "os.fork", "os.system", "socket.connect",
         "sqlite3.connect", "os.mkdir", "os.remove", "tempfile.mkdtemp", "urllib.Request"}

def watch(event, arguments):
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if event in DEEDS or writes:
        print(name, event, arguments, file=sys.stderr)
        sys.exit(1)

sys.dont_write_bytecode = True
name = ""
sys.addaudithook(watch)
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def room(module: Module) -> str:
    """Return the module's name within its package, or that of its folder there."""
    return module.path.split("/")[1].removesuffix(".py")


def dotted(module: Module) -> str:
    return module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_knows_no_other_service(service: str) -> None:
    siblings = set(SERVICES) - {service}
    assert [m.path for m in modules(service) if m.roots & siblings] == []


def test_the_shared_core_knows_no_service() -> None:
    assert [m.path for m in modules(CORE) if m.roots & set(SERVICES)] == []


def test_what_serves_people_needs_no_tool() -> None:
    assert [m.path for m in code(*OURS) if m.roots & set(TOOLS)] == []


@pytest.mark.parametrize("package", OURS)
def test_http_is_spoken_in_few_rooms(package: str) -> None:
    speakers = {room(module) for module in code(package) if module.roots & WEB}
    assert speakers <= WEB_ROOMS[package]


def test_only_the_frontends_sql_rooms_speak_sql() -> None:
    speakers = [module for module in code(*OURS) if module.roots & SQL]
    assert {module.package for module in speakers} == {"service1_frontend"}
    assert {room(module) for module in speakers} <= SQL_ROOMS


def test_only_upstream_calls_over_http() -> None:
    callers = [m.path for m in code(*OURS) if m.roots & HTTP_CLIENTS]
    assert callers == ["melodie/upstream.py"]
    assert not [m.path for m in code(*OURS) if {"urllib.request", "http.client"} & m.imported]


def test_one_module_owns_every_process() -> None:
    starters = [
        module.path
        for module in code(*OURS)
        if module.roots & PROCESSES or any(PROCESS_CALL.match(call) for call in module.calls)
    ]
    assert starters == ["service4_lilypond/lilypond.py"]


def test_nothing_anywhere_goes_through_a_shell() -> None:
    pattern = re.compile(r"shell\s*=\s*True|os\.system\(|os\.popen\(")
    ours = [
        module for module in modules(*OURS, *TOOLS) if module.path != "tests/test_architecture.py"
    ]
    assert [module.path for module in ours if pattern.search(module.text)] == []


def test_the_broken_writers_of_mingus_are_not_used() -> None:
    shunned = re.compile(r"^mingus\.(midi|extra)")
    importers = [m.path for m in modules(*OURS) if any(map(shunned.match, m.imported))]
    assert importers == []


def test_all_chance_is_drawn_from_the_one_stream_that_never_changes() -> None:
    drawing = [module for module in code(CORE, *COMPOSERS) if "random" in module.roots]
    assert [module.path for module in drawing] == ["melodie/chance.py"]
    assert not [call for call in drawing[0].calls if UNSTABLE_DRAWS.search(call)]
    assert "Random" in drawing[0].calls
    assert "from random import Random\n" in drawing[0].text


@pytest.mark.parametrize("service", COMPOSERS)
def test_composing_looks_at_no_clock(service: str) -> None:
    assert [module.path for module in code(service) if module.roots & CLOCKS] == []


def test_a_module_can_be_read_in_one_sitting() -> None:
    lines = {module: len(module.text.splitlines()) for module in modules(*OURS, *TOOLS)}
    limits = {module: TEST_LINES if module.is_test else MODULE_LINES for module in lines}
    assert {m.path: lines[m] for m in lines if lines[m] > limits[m]} == {}


def test_a_function_fits_on_a_screen() -> None:
    lines = {
        f"{module}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for module in modules(*OURS, *TOOLS)
        for function in module.functions
    }
    assert {name: length for name, length in lines.items() if length > FUNCTION_LINES} == {}


def test_a_module_is_named_for_what_it_is() -> None:
    paths = [module.path for module in modules(*OURS, *TOOLS)]
    assert [path for path in paths if SHAPELESS & set(re.split(r"[/.]", path))] == []


def test_every_test_belongs_to_a_part_of_scripts_test() -> None:
    arguments = {argument for part in PARTS for command in part.commands for argument in command}
    tests = [m.path for m in modules(*OURS, *TOOLS) if Path(m.path).name.startswith("test_")]
    elsewhere = "tests/deployment/proofs/"  # which scripts/test-deployment runs
    alone = [
        path
        for path in tests
        if not any(path == asked or path.startswith(f"{asked}/") for asked in arguments)
        and not path.startswith(elsewhere)
    ]
    assert alone == []


def test_importing_does_nothing_but_import() -> None:
    # gunicorn's configuration is made to read its settings, and migrations run when loaded.
    read_when_run = re.compile(r"^melodie\.gunicorn$|\.migrations\.")
    names = [name for module in code(*OURS) if not read_when_run.search(name := dotted(module))]
    ran = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-c", IMPORT_ALL, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
