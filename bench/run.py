"""python -m bench.run [--write] [--only NAME]: the product beside its measured limits, as ratios of one run."""

import argparse
import datetime as dt
import importlib
import os
import platform
import sys
from pathlib import Path

from bench.stage import stage

MEASURES = (
    "papers",
    "batch",
    "letters",
    "sealing",
    "roster",
    "pages",
    "roadmap",
    "people",
    "matching",
    "questionnaires",
    "load",
)
RESULTS = Path(__file__).with_name("RESULTS.md")


def main(arguments=None):
    """Print the table; with --write keep it. The exit code says whether every bar is held."""
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the table in bench/RESULTS.md")
    parser.add_argument("--only", choices=MEASURES, help="one measure instead of all")
    chosen = parser.parse_args(arguments)
    with stage():
        ratios = list(measured([chosen.only] if chosen.only else MEASURES))
    if chosen.write:
        RESULTS.write_text(page(ratios, database=database_words()), encoding="utf-8")
    return 0 if all(ratio.ok for ratio in ratios) else 1


def measured(names):
    """The ratios of each measure, printed as they come: the whole run takes minutes."""
    print(f"{'':40}{'ours':>10}{'limit':>10}{'ratio':>8}{'bar':>9}")
    for name in names:
        # Measures import the product, which reads its settings from the stage.
        for ratio in importlib.import_module(f"bench.{name}").measure():
            print(line(ratio), flush=True)
            yield ratio


def line(ratio):
    ours, limit, found, bar, verdict = cells(ratio)
    return f"{ratio.name:40}{ours:>10}{limit:>10}{found:>8}{bar:>9}  {verdict}"


def cells(ratio):
    bar = f"{'>=' if ratio.is_share else '<='} {ratio.bar:g}"
    verdict = "ok" if ratio.ok else "miss"
    ours, limit = (amount(number, ratio.unit) for number in (ratio.ours, ratio.limit))
    return ours, limit, f"{ratio.ratio:.2f}", bar, verdict


def amount(number, unit):
    return duration(number) if unit == "s" else f"{number:.0f} {unit}"


def duration(seconds):
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def database_words():
    return "PostgreSQL" if os.environ["DATABASE_URL"].startswith("postgres") else "SQLite"


def page(ratios, *, database):
    """The table of a run with what each ratio means."""
    rows = [f"| {' | '.join([ratio.name, *cells(ratio)])} |" for ratio in ratios]
    meanings = [f"- **{ratio.name}**: {ratio.meaning}." for ratio in ratios]
    return "\n".join(
        [
            "# Measured against the limits",
            "",
            f"{dt.datetime.now(dt.UTC):%d.%m.%Y}, {database}, Python {platform.python_version()},"
            f" {os.cpu_count()} cores. Written by `bin/bench --write`.",
            "",
            "Both columns of a line were timed in turns in one run; the ratio is the median of the turns and does",
            "not depend on the machine, the times do. `<=`: what the product costs more; `>=`: what it keeps of the",
            "speed.",
            "",
            "| work | ours | limit | ratio | bar | |",
            "| --- | ---: | ---: | ---: | ---: | --- |",
            *rows,
            "",
            *meanings,
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
