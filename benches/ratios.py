#!/usr/bin/env python3
"""Prints what criterion measured last as Markdown tables: ratios to ContiguousNFA, and time against size for hostile texts.

Usage: python3 benches/ratios.py [--into FILE] [FOLDER…]

Reads the folders, by default CRITERION_HOME, or else `criterion` in CARGO_TARGET_DIR, target and benches/hyperscan/target.
With --into, puts each table in the place of the one in FILE: `python3 benches/ratios.py --into docs/performance.md`. What was not measured
stays as it is.
A folder keeps measurements of benchmarks that are gone or did not run again; delete it first for a table of one run.
"""

import argparse
import json
import os
import pathlib
import re
import sys

BASE = "ContiguousNFA"
# Where there is nothing to compare with, a text is compared with a longer one.
OTHER_BASE = "1 MB"
HEAD = f"| group | engine | median | MB/s | × {BASE} |"

# Hostile texts: a row for each kind, a column for each size. Per byte, a line has the ratio 1, a square that of the sizes.
HOSTILE = "hostile: "
SIZES = ("20 kB", "200 kB", "2 MB", "50 MB")
HOSTILE_HEAD = f"| hostile text | {' | '.join(SIZES)} | MB/s | per byte, 2 MB to 200 kB |"


def folders():
    if home := os.environ.get("CRITERION_HOME"):
        return [pathlib.Path(home)]
    targets = [os.environ.get("CARGO_TARGET_DIR"), "target", "benches/hyperscan/target"]
    return [pathlib.Path(target) / "criterion" for target in targets if target]


def measured(folders):
    """Group -> function -> (median in ns, bytes or None)."""
    groups = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*/*/new/estimates.json"))):
        about = json.loads((path.parent / "benchmark.json").read_text())
        median = json.loads(path.read_text())["median"]["point_estimate"]
        size = (about.get("throughput") or {}).get("Bytes")
        groups.setdefault(about["group_id"], {}).setdefault(about["function_id"], (median, size))
    return groups


def time(ns):
    for unit, scale in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if ns >= scale:
            return f"{ns / scale:.3g} {unit}"
    return f"{ns:.3g} ns"


def cost(measurement):
    """What a byte takes: not every engine of a group gets the whole text."""
    median, size = measurement
    return median / (size or 1)


def key(name):
    """Numbers in names sort as numbers: scan-prose-500 before scan-prose-5000."""
    head, _, tail = name.rpartition("-")
    return (head, int(tail)) if tail.isdigit() else (name, 0)


def rows(groups):
    for group in sorted((group for group in groups if not group.startswith(HOSTILE)), key=key):
        functions = groups[group]
        base = next((name for name in (BASE, OTHER_BASE) if name in functions), None)
        for name, (median, size) in sorted(functions.items(), key=lambda item: cost(item[1])):
            rate = f"{size * 1e3 / median:.4g}" if size else ""
            # Times as fast: of a build as of a scan, more is better.
            ratio = f"{cost(functions[base]) / cost((median, size)):.3g}" if base else ""
            unit = f" × {base}" if base == OTHER_BASE else ""
            yield f"| {group} | {name} | {time(median)} | {rate} | {ratio}{unit} |"


def hostile_rows(groups):
    for group in sorted(group for group in groups if group.startswith(HOSTILE)):
        sizes = groups[group]
        times = [time(sizes[size][0]) if size in sizes else "" for size in SIZES]
        if not {"200 kB", "2 MB"} <= sizes.keys():
            continue
        median, size = sizes["2 MB"]
        growth = cost(sizes["2 MB"]) / cost(sizes["200 kB"])
        yield f"| {group.removeprefix(HOSTILE)} | {' | '.join(times)} | {size * 1e3 / median:.3g} | {growth:.2f} |"


def tables(groups):
    for head, align, lines in (
        (HEAD, "| --- | --- | ---: | ---: | ---: |", [*rows(groups)]),
        (HOSTILE_HEAD, "| --- |" + " ---: |" * (len(SIZES) + 2), [*hostile_rows(groups)]),
    ):
        if lines:
            yield head, "\n".join([head, align, *lines]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", metavar="FILE", type=pathlib.Path)
    parser.add_argument("folders", metavar="FOLDER", nargs="*", type=pathlib.Path)
    args = parser.parse_args()

    groups = measured(args.folders or folders())
    if not groups:
        sys.exit("no measurements; run `cargo bench` first")
    if not args.into:
        sys.stdout.write("\n".join(table for _, table in tables(groups)))
        return
    text = args.into.read_text()
    for head, table in tables(groups):
        text, count = re.subn(rf"^{re.escape(head)}\n(\|.*\n)*", lambda _: table, text, flags=re.MULTILINE)
        if count != 1:
            sys.exit(f"{args.into}: {count} tables begin with `{head}`; there must be one")
    args.into.write_text(text)


if __name__ == "__main__":
    main()
