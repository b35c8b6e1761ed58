#!/usr/bin/env python3
"""Prints what the last `cargo bench --bench screen` measured as a Markdown table, with ratios to ContiguousNFA.

Usage: python3 benches/ratios.py [CRITERION_FOLDER]   (by default target/criterion, or that of CARGO_TARGET_DIR)
"""

import json
import os
import pathlib
import sys

BASE = "ContiguousNFA"


def measured(folder):
    """Group -> function -> (median in ns, bytes or None)."""
    groups = {}
    for path in sorted(folder.glob("*/*/new/estimates.json")):
        about = json.loads((path.parent / "benchmark.json").read_text())
        median = json.loads(path.read_text())["median"]["point_estimate"]
        size = (about.get("throughput") or {}).get("Bytes")
        groups.setdefault(about["group_id"], {})[about["function_id"]] = (median, size)
    return groups


def time(ns):
    for unit, scale in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if ns >= scale:
            return f"{ns / scale:.3g} {unit}"
    return f"{ns:.3g} ns"


def key(name):
    """Numbers in names sort as numbers: scan-500 before scan-5000."""
    head, _, tail = name.rpartition("-")
    return (head, int(tail)) if tail.isdigit() else (name, 0)


def main():
    target = os.environ.get("CARGO_TARGET_DIR", "target")
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else f"{target}/criterion")
    groups = measured(folder)
    if not groups:
        sys.exit(f"{folder}: no measurements; run `cargo bench --bench screen` first")
    print(f"| group | engine | median | MB/s | × {BASE} |\n| --- | --- | ---: | ---: | ---: |")
    for group in sorted(groups, key=key):
        functions = groups[group]
        base = functions.get(BASE)
        for name, (median, size) in sorted(functions.items(), key=lambda item: item[1][0]):
            rate = f"{size * 1e3 / median:.4g}" if size else ""
            # Times as fast: of a build as of a scan, more is better.
            ratio = f"{base[0] / median:.2f}" if base else ""
            print(f"| {group} | {name} | {time(median)} | {rate} | {ratio} |")


if __name__ == "__main__":
    main()
