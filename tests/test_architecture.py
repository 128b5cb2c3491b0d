"""Who may know whom, and how large a thing may grow."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from scripts.testing.parts import parts
from tests.sources import CORE, ROOT, SERVICES, TOOLS, Module, code, modules

OURS: Final = (CORE, *SERVICES)

MODULE_LINES: Final = 220
TEST_LINES: Final = 300
FUNCTION_LINES: Final = 35

WEB: Final = {"flask", "apiflask", "werkzeug", "flask_wtf", "flask_migrate", "flask_sqlalchemy"}
WEB_ROOMS: Final = {
    "melodie": {
        *("lengths", "lenient", "metrics", "problems", "service", "slashes", "strict_json"),
        "tracing",
    },
    "service1_frontend": {"app", "library", "web"},
    "service2_notes": {"app", "routes"},
    "service3_rhythm": {"app", "routes"},
    "service4_lilypond": {"app", "routes"},
}
"""Where HTTP is spoken; everywhere else a melody is only music."""

LAYERS: Final = (
    *("settings", "naming", "services", "recipes", "library", "making"),
    *("variations", "ideas", "shelf", "web", "app"),
)
"""The frontend from the ground up: each may import from those before it."""

MAY_KNOW: Final[Mapping[str, Mapping[str, set[str]]]] = {
    "service4_lilypond": {
        "engraving": set(),
        "notation": set(),
        "layout": {"notation"},
        "lilypond": {"notation", "layout"},
        "musicxml": {"notation", "layout"},
        "abc": {"notation", "layout"},
        "svg": {"layout", "musicxml"},
        "sound": {"notation"},
    },
}
"""A package's folders from the ground up, and which of those before it each may import from."""

SQL: Final = {"sqlalchemy", "flask_sqlalchemy", "flask_migrate", "alembic", "pymysql"}
SQL_FOLDER: Final = "service1_frontend/library/"

MIGRATIONS: Final = "service1_frontend/library/migrations"
"""The one package whose docstring is no table of its rooms: a history."""

HTTP_CLIENTS: Final = {"requests", "urllib3", "httpx", "aiohttp"}
PROCESSES: Final = {"subprocess", "multiprocessing", "pty"}
PROCESS_CALL: Final = re.compile(
    r"^os\.(fork|forkpty|system|popen|exec\w+|spawn\w+|posix_spawn\w*)$"
)

COMPOSERS: Final = ("service2_notes", "service3_rhythm")
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


def neighbours(module: Module) -> set[str]:
    """Return the other rooms of its own package that a module imports from."""
    names = [name.split(".") for name in module.imported]
    return {name[1] for name in names if name[0] == module.package} - {room(module)}


def _packages() -> list[str]:
    """Return every package that has rooms and is no test, by its path."""
    found = {
        module.path.rpartition("/")[0]
        for module in code(*OURS, "scripts")
        if not module.path.endswith("/__init__.py")
    }
    return sorted(
        path
        for path in found
        if (ROOT / path / "__init__.py").exists() and not path.startswith(MIGRATIONS)
    )


def _mapped(folder: Path) -> list[str]:
    """Return the names in the table that a package's docstring holds, in order."""
    lines = (folder / "__init__.py").read_text(encoding="utf-8").splitlines()
    first, last = (number for number, line in enumerate(lines) if line.startswith("==="))
    return [line.split()[0] for line in lines[first + 1 : last] if not line.startswith(" ")]


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


def test_sql_is_written_in_one_folder() -> None:
    speakers = [module.path for module in code(*OURS) if module.roots & SQL]
    assert [path for path in speakers if not path.startswith(SQL_FOLDER)] == []


def test_the_frontend_imports_nothing_from_above() -> None:
    upwards = [
        f"{module} imports {name}"
        for module in code("service1_frontend")
        for name in module.imported
        if name.startswith("service1_frontend.")
        and LAYERS.index(name.split(".")[1]) > LAYERS.index(room(module))
    ]
    assert upwards == []


@pytest.mark.parametrize("package", MAY_KNOW)
def test_a_folder_imports_from_those_below_it_alone(package: str) -> None:
    below: set[str] = set()
    for folder, allowed in MAY_KNOW[package].items():
        found = {name for module in code(f"{package}/{folder}") for name in neighbours(module)}
        assert found <= allowed <= below, folder
        below.add(folder)


@pytest.mark.parametrize("package", _packages())
def test_the_map_of_a_package_names_every_room_of_it(package: str) -> None:
    folder = ROOT / package
    rooms = {
        path.stem for path in folder.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))
    }
    assert sorted(_mapped(folder)) == sorted(rooms - {"__init__", "__main__", "tests"})


@pytest.mark.parametrize("package", [path for path in _packages() if path.startswith(COMPOSERS)])
def test_a_room_of_a_composer_imports_from_those_below_it_on_the_map(package: str) -> None:
    rooms, name = _mapped(ROOT / package), f"{package.replace('/', '.')}."
    upwards = [
        f"{module} imports {found}"
        for module in code(package)
        if (at := module.path.removeprefix(f"{package}/").split("/")[0].removesuffix(".py"))
        in rooms
        for found in module.imported
        if found.startswith(name)
        and rooms.index(found.removeprefix(name).split(".")[0]) < rooms.index(at)
    ]
    assert upwards == []


def test_only_upstream_calls_over_http() -> None:
    callers = [m.path for m in code(*OURS) if m.roots & HTTP_CLIENTS]
    assert callers == ["melodie/sessions.py", "melodie/upstream.py"]
    assert not [m.path for m in code(*OURS) if {"urllib.request", "http.client"} & m.imported]


def test_one_module_owns_every_process() -> None:
    starters = [
        module.path
        for module in code(*OURS)
        if module.roots & PROCESSES or any(PROCESS_CALL.match(call) for call in module.calls)
    ]
    assert starters == ["service4_lilypond/engraving/worker.py"]


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


def test_all_chance_is_drawn_from_digests_that_never_change() -> None:
    assert [m.path for m in code(CORE, *COMPOSERS) if "random" in m.roots] == []
    digesting = [m.path for m in code(*COMPOSERS) if "hashlib" in m.roots]
    assert digesting == []


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
    arguments = {argument for part in parts() for command in part.commands for argument in command}
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
