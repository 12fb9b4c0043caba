"""Fits models/lines.tsv: how likely a line of a scraped page is the article's, by what stands around it.

    cargo run --release -p legation-intake --example forest -- DIR BODIES.json > lines.tsv        # and `page`, and other sets
    pip install numpy scikit-learn
    python tools/lines/forest.py [--check] lines.tsv... > models/lines.tsv

--check fits five times without a fifth of the hosts and prints, for each file, how well the lines of the hosts left out are told.
"""

import sys
from urllib.parse import urlparse

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

HEAD = """# How likely a line of a scraped page is the article's: trees that ask what is told of a line (crates/intake/src/judge.rs). Rows: `bias`
# and the logarithm of the odds at the start; `tree` begins one; a question is a feature, the most it may be for the first node, the first node, the
# other node (both counted from the beginning of the tree); `=` and what the answer adds.
# Source: fitted by tools/lines/forest.py to the lines of the 181 pages of the article extraction benchmark (MIT, Zyte Group Ltd), of their markup,
# and of crates/intake/tests/cases; no word of them is in the table.
# Licence: MIT OR Apache-2.0
"""


def read(file):
    rows = [line.rstrip("\n").split("\t") for line in open(file, encoding="utf-8")]
    names, rows = rows[0][4:], rows[1:]
    return names, rows


def host(address):
    name = urlparse(address).netloc
    return name.split(".")[-2] if name.count(".") else address


def fit(x, y, weight):
    model = HistGradientBoostingClassifier(
        max_depth=4, max_iter=60, learning_rate=0.15, min_samples_leaf=50, l2_regularization=5, random_state=0
    )
    return model.fit(x, y, sample_weight=weight)


def main():
    args = sys.argv[1:]
    check = "--check" in args
    names, rows, kinds = [], [], []
    for file in [a for a in args if a != "--check"]:
        names, found = read(file)
        rows += found
        kinds += [file] * len(found)
    x = np.array([[float(c) for c in r[4:]] for r in rows])
    y = np.array([int(r[3]) for r in rows])
    words = np.array([float(r[2]) for r in rows])
    # A page counts like another whatever its length; long lines count more than short ones.
    weight = np.sqrt(1 + words)
    page = np.array([k + r[0] for k, r in zip(kinds, rows)])
    for one in np.unique(page):
        weight[page == one] *= 40 / weight[page == one].sum()
    if check:
        hosts = np.array([host(r[1]) for r in rows])
        order = np.random.RandomState(0).permutation(np.unique(hosts))
        fold = {h: i % 5 for i, h in enumerate(order)}
        folds = np.array([fold[h] for h in hosts])
        odds = np.zeros(len(y))
        for f in range(5):
            model = fit(x[folds != f], y[folds != f], weight[folds != f])
            odds[folds == f] = model.decision_function(x[folds == f])
        for kind in sorted(set(kinds)):
            here = np.array(kinds) == kind
            right = ((odds > 0) == (y == 1))[here]
            print(f"{kind}: {np.average(right, weights=(weight * words)[here]):.4f} of the words told rightly")
        return
    model = fit(x, y, weight)
    out = [f"bias\t{float(model._baseline_prediction.ravel()[0]):.6g}"]
    for (tree,) in model._predictors:
        out.append("tree")
        for node in tree.nodes:
            if node["is_leaf"]:
                out.append(f"=\t{node['value']:.6g}")
            else:
                name = names[node["feature_idx"]]
                out.append(f"{name}\t{node['num_threshold']:.6g}\t{node['left']}\t{node['right']}")
    print(HEAD + "\n".join(out))


main()
