"""Reads pages with trafilatura and scores the text as `cargo run --example pages` does: shingles of four words, shares averaged over pages.

    pip install trafilatura && python tools/peers/pages.py DIR BODIES.json
"""
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

import trafilatura


def shingles(text):
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(len(words), 4) - 3))


def main():
    folder, bodies = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    for name, options in (("trafilatura", {}), ("trafilatura, fast", {"fast": True})):
        spent, precision, recall = 0.0, 0.0, 0.0
        for page, wanted in bodies.items():
            html = (folder / f"{page}.html").read_text(encoding="utf-8", errors="replace")
            start = time.process_time()
            got = trafilatura.extract(html, include_comments=False, **options) or ""
            spent += time.process_time() - start
            wanted, got = shingles(wanted["articleBody"]), shingles(got)
            right = sum((wanted & got).values())
            precision += right / sum(got.values()) if got else 1.0
            recall += right / sum(wanted.values()) if wanted else 1.0
        precision, recall = precision / len(bodies), recall / len(bodies)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name}: pages {len(bodies)}  P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  {len(bodies) / spent:.0f} pages a second")


main()
