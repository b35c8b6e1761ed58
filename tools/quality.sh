#!/usr/bin/env bash
# Scores the built-in packs on a folder of labelled data and prints what docs/quality.md records.
# usage: tools/quality.sh FOLDER   (the folder has the .jsonl sets and score.py)
set -euo pipefail
data=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cargo build --quiet --release --example scan
scan() { # status 1 means that something was found
  "${CARGO_TARGET_DIR:-target}/release/examples/scan" "$@" || [ $? -eq 1 ]
}
for pair in cases:cases clean:medical clean:news clean:reviews harm:harm sms:sms cold:cold; do
  set=${pair%%:*} file=${pair##*:}
  echo "## $file"
  scan --jsonl "$data/$file.jsonl" > "$out/$file"
  python3 "$data/score.py" "$set" "$data/$file.jsonl" "$out/$file"
done
echo "## conformance_pii"
scan --enable credit_code --enable url --enable ip --enable mac --jsonl "$data/conformance_pii.jsonl" > "$out/pii"
python3 "$data/score.py" pii "$data/conformance_pii.jsonl" "$out/pii"
# Each term file is screened with one word list of all its terms, and nothing else.
for file in conformance_user_reports conformance_evasion; do
  echo "## $file"
  python3 - "$data/$file.jsonl" "$out" <<'PY'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
with open(sys.argv[2] + "/words", "w", encoding="utf-8") as words:
    words.writelines(term + "\n" for term in dict.fromkeys(row["term"] for row in rows))
with open(sys.argv[2] + "/allow", "w", encoding="utf-8") as allow:
    allow.writelines(word + "\n" for row in rows for word in row.get("allow", []))
PY
  scan --no-builtin --words "$out/words" --allow "$out/allow" --jsonl "$data/$file.jsonl" > "$out/$file"
  python3 "$data/score.py" evasion "$data/$file.jsonl" "$out/$file"
done
