#!/usr/bin/env python3
"""Prints a seeded sample of the rows that given categories flag, to be read and judged by a person.

usage: tools/sample.py GOLD.jsonl PREDICTED.jsonl [--count N] [--seed N] [--not CATEGORY]…

GOLD       one JSON object a line with a "text"
PREDICTED  what `scan --jsonl` wrote for it, in the same order
"""
import argparse
import json
import random

arguments = argparse.ArgumentParser()
arguments.add_argument("gold")
arguments.add_argument("predicted")
arguments.add_argument("--count", type=int, default=100)
arguments.add_argument("--seed", type=int, default=7)
arguments.add_argument("--not", dest="leave_out", action="append", default=[])
asked = arguments.parse_args()

flagged = []
with open(asked.gold, encoding="utf-8") as gold, open(asked.predicted, encoding="utf-8") as predicted:
    for number, (row, report) in enumerate(zip(gold, predicted)):
        row, report = json.loads(row), json.loads(report)
        findings = [f for f in report["findings"] if f["severity"] != "notice" and f["category"] not in asked.leave_out]
        if findings:
            flagged.append((number, row["text"], findings))
print(len(flagged), "rows are flagged", flush=True)
for number, text, findings in sorted(random.Random(asked.seed).sample(flagged, min(asked.count, len(flagged)))):
    print(number, text.replace("\n", "⏎")[:90], "|", "; ".join(f"{f['rule']} “{f['text'][:24]}”" for f in findings[:3]))
