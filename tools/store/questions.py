"""Times every question of the store: best and middle one of several runs by the clock, and the least processor time; start of the program included.

    python tools/store/questions.py target/release/legation STORE [RUNS] [WORD]     # only lines that contain WORD
"""

import json
import os
import statistics
import subprocess
import sys
import time

program, store = sys.argv[1:3]
runs = int(sys.argv[3]) if len(sys.argv) > 3 else 7
only = sys.argv[4] if len(sys.argv) > 4 else ""


def answer(words):
    done = subprocess.run([program, *words, "--db", store], capture_output=True, check=False)
    assert done.returncode in (0, 1) and not (done.returncode and done.stderr.startswith(b"error")), (words, done.stderr)
    return done.stdout


def first(query):
    return next(iter(json.loads(answer(["sql", query, "--format", "ndjson"]).splitlines()[0]).values()))


def busiest(table):
    return first(f"SELECT {table} FROM {table}_report GROUP BY {table} ORDER BY count(*) DESC LIMIT 1")


def rid(table):
    return first(f"SELECT rid FROM {table} WHERE id = {busiest(table)}")


pair = first("SELECT key FROM ledger_facet WHERE key LIKE '%+%' GROUP BY key ORDER BY count(*) DESC LIMIT 1").split("+")
event, accord = rid("happening"), rid("accord")
statement = first("SELECT rid FROM record WHERE kind = 'statement' ORDER BY id DESC LIMIT 1")
day = first("SELECT max(began) FROM addition")[:10]
a, b = pair
QUESTIONS = [
    "events", f"events --pair {a} {b}", f"events --actor {a} --quad material-conflict", "events --type CONSULT --since 2024-01-01",
    "events --context military", "events --status planned", "events --place Moscow", "events --lang ru", f"events {event}",
    "statements", "statements --speaker RUS", f"statements --pair {a} {b}", "statements --since 2024-01-01 --lang ru",
    "agreements", f"agreements --pair {a} {b}", "agreements --overdue --as-of 2025-01-01", "agreements --expectations", f"agreements {accord}",
    "commitments", "commitments --overdue --as-of 2025-01-01", f"commitments --pair {a} {b}",
    "actors", "actors sergey-lavrov", "actors --possible", "offices", "offices --on 2024-06-01", "offices --conflicts", "offices --person sergey-lavrov",
    f"relations {a} {b}", f"relations {a} {b} --view RUS", f"relations {a} {b} --view control",
    "timeline", f"timeline --pair {a} {b}", f"timeline {accord}",
    "stories", f"stories --pair {a} {b}", f"stories {event}", f"stories {accord}",
    "search treaty", "search договор", ["search", "гарантии безопасности"], ["search", '"гарантии безопасности"'], ["search", "security guarantees -ceasefire"],
    "search president*", "search treaty --lang ru",
    f"show {statement}", f"show {event}", f"show {accord}",
    f"changes --since {day}", "changes --since 2000-01-01",
    ["sql", "SELECT * FROM v_event LIMIT 20"], ["sql", "SELECT speaker_label, start, quote FROM v_statement LIMIT 20"],
    ["sql", "SELECT count(*) FROM v_document"],
    "stats", "verify",
]

if __name__ == "__main__":
    for question in QUESTIONS:
        words = question.split() if isinstance(question, str) else question
        told = question if isinstance(question, str) else " ".join(repr(w) if " " in w else w for w in question)
        if only not in told or (words[0] == "verify") != (only == "verify"):
            continue
        took, worked = [], []
        for _ in range(1 if words[0] == "verify" else runs):
            began, before = time.perf_counter(), os.times()
            answer(words)
            after = os.times()
            took.append(time.perf_counter() - began)
            worked.append(after.children_user + after.children_system - before.children_user - before.children_system)
        print(f"{min(took):7.3f} {statistics.median(took):7.3f} {min(worked):6.2f}  {told}", flush=True)
