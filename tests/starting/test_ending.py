"""What scripts/start has started ends with it, and is started again when it dies by itself."""

import os
import signal
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from scripts.benchmarks.measuring import family
from scripts.services import PACKAGES
from tests.starting.started import eventually, fetch, listens, make, runs, started


def all_gone(members: Iterable[int]) -> bool:
    return not any(map(runs, members))


def test_ctrl_c_stops_everything_and_is_no_failure(tmp_path: Path) -> None:
    with started(tmp_path) as running:
        assert fetch(f"http://127.0.0.1:{running.ports['frontend']}/")
        members = list(family(running.process.pid))
        assert len(members) > len(PACKAGES)
        output = running.end(signal.SIGINT)
    assert running.process.returncode == 0
    assert "has stopped" in output
    assert not [port for port in running.ports.values() if listens(port)]
    assert eventually(partial(all_gone, members))


def test_a_start_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    with started(tmp_path, environ={"MELODIE_WORKERS": "2", "TMPDIR": str(tmp_path)}) as running:
        make(f"http://127.0.0.1:{running.ports['frontend']}")
        members = list(family(running.process.pid))
        assert len(members) > 2 * len(PACKAGES)  # with workers, and LilyPond's processes
        running.end(signal.SIGKILL)
    assert eventually(partial(all_gone, members))
    assert not [port for port in running.ports.values() if listens(port)]


def test_a_service_that_dies_is_named_and_started_again_and_the_others_go_on(
    tmp_path: Path,
) -> None:
    with started(tmp_path) as running:
        url = f"http://127.0.0.1:{running.ports['frontend']}"
        before = {name: running.owner(package) for name, package in PACKAGES.items()}
        for name in PACKAGES:
            os.kill(before[name], signal.SIGKILL)
            death = running.hear("has been killed")
            assert f"The {name} service has been killed (SIGKILL)" in death
            assert str(tmp_path / "log" / f"{name}.log") in death
            assert f"The {name} service is ready again." in running.hear("again.")
        after = {name: running.owner(package) for name, package in PACKAGES.items()}
        assert not set(before.values()) & set(after.values())
        assert make(url)["id"]
        output = running.end(signal.SIGTERM)
    assert running.process.returncode == 0
    assert output.count("has been killed") == len(PACKAGES)


def test_what_was_answered_with_201_outlives_the_killing_of_everything(tmp_path: Path) -> None:
    told = []
    for _ in range(2):
        with started(tmp_path) as running:
            url = f"http://127.0.0.1:{running.ports['frontend']}"
            members = list(family(running.process.pid))
            told += [make(url, seed=seed) for seed in range(5)]
            for member in members:
                os.kill(member, signal.SIGKILL)
            assert eventually(partial(all_gone, members))
    with started(tmp_path) as running:
        url = f"http://127.0.0.1:{running.ports['frontend']}"
        for melody in told:
            kept = fetch(f"{url}/api/v1/melodies/{melody['id']}")
            assert melody["id"].encode() in kept
