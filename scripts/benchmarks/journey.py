"""From a recipe to the stored melody, its page and its files; and the memory it takes."""

import statistics
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.client import Client
from scripts.benchmarks.first_version import many_bars, one_bar
from scripts.benchmarks.measuring import Memory, median, memory_of, table, timed
from scripts.stack import Stack

REPEATS: Final = 15
WARM_UP: Final = 3
CROWD: Final = 4
ROUND: Final = 40
ROUNDS: Final = 3
"""Melodies in each measurement of throughput, and how many of those there are."""

FIRST_ROUND: Final = 12
"""Bars that the first version draws for a throughput."""

OWED: Final = {"page": 10, "paper": 8}
"""How many times as fast as the first version, and how many times as many."""


def run(amounts: Amounts) -> str:
    """Measure; ``amounts.melodies`` are made between the last two looks at the memory."""
    with (
        tempfile.TemporaryDirectory(prefix="melodie-bench-") as folder,
        Stack(Path(folder)) as stack,
    ):
        memory = {"at rest": _memory(stack)}
        client = Client(stack.base_url)
        client.open_form()
        for _ in range(WARM_UP):
            client.press()
        times = _times(client)
        rates = _rates(stack)
        memory["warm"] = _memory(stack)
        _all_make(stack, amounts.melodies, CROWD, Client.make_and_print)
        memory[f"+{amounts.melodies} melodies"] = _memory(stack)
    return "\n\n".join([_speed(times, rates), _downloads(times), _sizes(memory)])


def _times(client: Client) -> dict[str, float]:
    """Return medians of seconds; what is compared is measured in turn."""
    in_turn: dict[str, Callable[[], object]] = {
        "cold bar": one_bar,
        "page": client.press,
        "stored": client.make,
        "paper": client.make_and_print,
    }
    rounds = [{what: timed(deed) for what, deed in in_turn.items()} for _ in range(REPEATS)]
    times = {what: statistics.median(taken[what] for taken in rounds) for what in in_turn}
    made = [client.make() for _ in range(REPEATS)]
    for kind in made[0]["files"]:
        addresses = [melody["files"][kind] for melody in made]
        for visit in ("first", "again"):
            times[f"{visit} {kind}"] = median(partial(client.get, one) for one in addresses)
    return times


def _rates(stack: Stack) -> dict[str, float]:
    """Return how many a second: bars of the first version, melodies with their PDF of ours."""
    rates: dict[str, list[float]] = {"first version": [], "paper": []}
    for _ in range(ROUNDS):
        taken = timed(partial(many_bars, FIRST_ROUND, CROWD))
        rates["first version"].append(FIRST_ROUND / taken)
        taken = timed(partial(_all_make, stack, ROUND, CROWD, Client.make_and_print))
        rates["paper"].append(ROUND / taken)
    return {what: statistics.median(found) for what, found in rates.items()}


def _all_make(stack: Stack, melodies: int, crowd: int, make: Callable[[Client], object]) -> None:
    """Make so many melodies, shared by so many clients at the same time."""
    clients = [Client(stack.base_url, first_seed=1_000_000 * number) for number in range(crowd)]
    shares = [melodies // crowd + (number < melodies % crowd) for number in range(crowd)]

    def some(client: Client, share: int) -> None:
        for _ in range(share):
            make(client)

    with ThreadPoolExecutor(crowd) as pool:
        # Reading the results raises what went wrong in a thread.
        list(pool.map(some, clients, shares))


def _memory(stack: Stack) -> dict[str, Memory]:
    return {name: memory_of(s.pid) for name, s in stack.services.items() if s.pid is not None}


def _speed(times: Mapping[str, float], rates: Mapping[str, float]) -> str:
    first = times["cold bar"]
    rows = [("the first version's one bar as PNG *", _ms(first), "", "")]
    for what, named in (
        ("page", "form to page with picture"),
        ("stored", "recipe to stored answer"),
        ("paper", "recipe to PDF"),
    ):
        owed = f"{OWED['page']} x" if what == "page" else ""
        rows.append((named, _ms(times[what]), f"{first / times[what]:.1f} x", owed))
    many = rates["paper"] / rates["first version"]
    rows += [
        (f"bars a second, first version, {CROWD} clients", f"{rates['first version']:.1f}", "", ""),
        (
            f"melodies with PDF a second, {CROWD} clients",
            f"{rates['paper']:.1f}",
            f"{many:.1f} x",
            f"{OWED['paper']} x",
        ),
    ]
    return (
        table(("eight bars", "median", "ratio", "owed"), rows)
        + "\n* a cold LilyPond, which was most of what it did; measured here, in turn with ours"
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


def _mb(memory: Memory) -> str:
    return f"{memory.pss:.0f} ({memory.rss:.0f})"
