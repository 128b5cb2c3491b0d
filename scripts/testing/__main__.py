"""The command line of ``scripts/test``."""

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from scripts.testing import packages, passed
from scripts.testing.options import parser
from scripts.testing.parts import PARTS, REPORTS, Part
from scripts.testing.running import Result, Running, read, run
from scripts.testing.summary import table


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run the parts asked for; return 0 when all of them hold."""
    asked = parser(environ).parse_args(arguments)
    named = asked.parts or [part.name for part in PARTS]
    chosen = [part for part in PARTS if part.name in set(named) - set(asked.without)]
    strict = asked.forbid_skips
    packages.install(packages.missing(need for part in chosen for need in part.needs))
    began = time.monotonic()
    ran = _run_all(chosen, asked.jobs, asked.resume)
    results = [_judge(result, strict=strict) for result in ran]
    print(f"\n{table(results, time.monotonic() - began)}", flush=True)
    return int(any(result.outcome == "failed" for result in results))


def _run_all(chosen: Sequence[Part], jobs: int, resume: Path | None) -> list[Result]:
    """Run parts side by side, then those that need the machine to themselves."""
    running = Running()
    files = passed.fingerprint()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    live = len(chosen) == 1
    results = []
    for alone, width in ((False, max(1, jobs)), (True, 1)):
        parts = [part for part in chosen if part.alone == alone]
        with ThreadPoolExecutor(width) as pool:
            try:
                futures = [
                    pool.submit(_one, part, running, resume, files, live=live) for part in parts
                ]
                for future in as_completed(futures):
                    passed.note(future.result(), files)
                    _report(future.result(), live=live)
                results += [future.result() for future in futures]
            except KeyboardInterrupt:
                pool.shutdown(wait=False, cancel_futures=True)
                running.stop()
                raise
    return results


def _one(part: Part, running: Running, resume: Path | None, files: str, *, live: bool) -> Result:
    if resume and passed.take_over(part.name, resume, files):
        return replace(read(part, (), 0.0), remark="passed before, on the same files")
    if missing := packages.missing(part.needs):
        return Result(part.name, "skipped", remark=packages.advice(missing))
    return run(part, running, live=live)


def _report(result: Result, *, live: bool) -> None:
    if result.outcome == "failed" and not live:
        print((REPORTS / result.name / "output.txt").read_text(errors="replace"))
    print(f"{result.name}: {result.outcome} in {result.seconds:.1f} s", flush=True)


def _judge(result: Result, *, strict: bool) -> Result:
    left_out = result.skips or result.outcome == "skipped"
    if strict and left_out:
        return replace(result, outcome="failed", remark=f"{result.remark} (skipped)".strip())
    return result


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:], os.environ))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
