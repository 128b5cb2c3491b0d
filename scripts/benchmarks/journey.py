"""From a recipe to the stored melody, its page and its files; and the memory it takes."""

import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.client import Client
from scripts.benchmarks.measuring import Memory, median, memory_of, table, timed
from scripts.stack import Stack

REPEATS: Final = 15
WARM_UP: Final = 3
CROWD: Final = 4
ROUND: Final = 40
"""Melodies in each measurement of throughput."""

FIRST_ONE_BAR: Final = (0.6, 1.0)
FIRST_PER_SECOND: Final = 3.0
"""What the first version of Mélodie is documented to have taken for ONE bar as PNG."""


def run(amounts: Amounts) -> str:
    """Measure; ``amounts.melodies`` are made between the last two looks at the memory."""
    with (
        tempfile.TemporaryDirectory(prefix="melodie-bench-") as folder,
        Stack(Path(folder)) as stack,
    ):
        memory = {"at rest": _memory(stack)}
        client = Client(stack.base_url)
        for _ in range(WARM_UP):
            client.make_and_look()
        times = _times(client)
        rates = {crowd: ROUND / timed(partial(_make, stack, ROUND, crowd)) for crowd in (1, CROWD)}
        memory["warm"] = _memory(stack)
        _make(stack, amounts.melodies, CROWD)
        memory[f"+{amounts.melodies} melodies"] = _memory(stack)
    return "\n\n".join([_speed(times, rates), _downloads(times), _sizes(memory)])


def _times(client: Client) -> dict[str, float]:
    """Return medians of seconds."""
    times = {
        "stored": median([client.make] * REPEATS),
        "seen": median([client.make_and_look] * REPEATS),
    }
    made = [client.make() for _ in range(REPEATS)]
    for kind in made[0]["files"]:
        addresses = [melody["files"][kind] for melody in made]
        for visit in ("first", "again"):
            times[f"{visit} {kind}"] = median(partial(client.get, one) for one in addresses)
    return times


def _make(stack: Stack, melodies: int, crowd: int) -> None:
    """Make so many melodies, shared by so many clients at the same time."""
    clients = [Client(stack.base_url, first_seed=1_000_000 * number) for number in range(crowd)]
    shares = [melodies // crowd + (number < melodies % crowd) for number in range(crowd)]
    with ThreadPoolExecutor(crowd) as pool:
        # Reading the results raises what went wrong in a thread.
        list(pool.map(_make_some, clients, shares))


def _make_some(client: Client, melodies: int) -> None:
    for _ in range(melodies):
        client.make()


def _memory(stack: Stack) -> dict[str, Memory]:
    return {name: memory_of(s.pid) for name, s in stack.services.items() if s.pid is not None}


def _speed(times: Mapping[str, float], rates: Mapping[int, float]) -> str:
    rows = [
        (
            "recipe to stored answer with PDF and MIDI",
            _ms(times["stored"]),
            _faster(times["stored"]),
        ),
        ("recipe to page with preview, PDF and MIDI", _ms(times["seen"]), _faster(times["seen"])),
    ]
    for crowd, rate in rates.items():
        clients = "one client" if crowd == 1 else f"{crowd} clients"
        ratio = f"{rate / FIRST_PER_SECOND:.1f} x" if crowd == CROWD else ""
        rows.append((f"melodies a second, {clients}", f"{rate:.1f}", ratio))
    least, most = FIRST_ONE_BAR
    return (
        table(("eight bars", "median", "first version *"), rows)
        + f"\n* its documented {least} to {most} s for ONE bar as PNG, and"
        f" {FIRST_PER_SECOND:.0f} melodies a second with {CROWD} clients, not measured here"
    )


def _downloads(times: Mapping[str, float]) -> str:
    kinds = [name.removeprefix("first ") for name in times if name.startswith("first ")]
    rows = [(kind, _ms(times[f"first {kind}"]), _ms(times[f"again {kind}"])) for kind in kinds]
    return table(("download", "first", "again"), rows)


def _sizes(memory: Mapping[str, Mapping[str, Memory]]) -> str:
    totals = {
        when: Memory(sum(m.rss for m in sizes.values()), sum(m.pss for m in sizes.values()))
        for when, sizes in memory.items()
    }
    names = list(next(iter(memory.values())))
    rows = [(name, *(_mb(sizes[name]) for sizes in memory.values())) for name in names] + [
        ("together", *(_mb(total) for total in totals.values()))
    ]
    return table(("MB as PSS (RSS), with children", *memory), rows)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def _faster(seconds: float) -> str:
    least, most = FIRST_ONE_BAR
    return f"{least / seconds:.1f} to {most / seconds:.1f} x as fast"


def _mb(memory: Memory) -> str:
    return f"{memory.pss:.0f} ({memory.rss:.0f})"
