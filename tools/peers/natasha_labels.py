"""Labels of natasha's networks on news, and a comparison with those of the program.

    python tools/peers/natasha_labels.py dump TEXTS.jsonl TOKENS.txt NATASHA.tsv [field]
    cargo xtask labels TOKENS.txt OURS.tsv [PACK]
    python tools/peers/natasha_labels.py compare NATASHA.tsv OURS.tsv [WHOLE.tsv]

`dump` cuts every text with razdel and labels each sentence by itself, names over the whole text. `compare` counts the
labels that differ and says why each does: the governor was changed to make a tree, or a word within reach of the
networks has a coarse vector. WHOLE.tsv holds the labels with the uncut pack (`cargo xtask pack ru-whole`): what differs
there too is due to arithmetic, what does not is due to the pack's coarse vectors.
"""

import collections
import inspect
import itertools
import json
import sys

# pymorphy2, which natasha imports, calls a function that Python 3.11 dropped.
if not hasattr(inspect, "getargspec"):
    inspect.getargspec = lambda f: tuple(inspect.getfullargspec(f))[:4]

# Three convolutions over three words each.
REACH = 3


def dump(texts, tokens_path, labels_path, field="text"):
    """Writes tokens (a sentence a line, texts parted by blank lines) and natasha's labels of them."""
    from natasha import NewsEmbedding, NewsNERTagger, NewsSyntaxParser
    from razdel import sentenize, tokenize

    embedding = NewsEmbedding()
    syntax, names = NewsSyntaxParser(embedding), NewsNERTagger(embedding).infer
    with open(texts, encoding="utf8") as lines, open(tokens_path, "w", encoding="utf8") as tokens_file, open(
        labels_path, "w", encoding="utf8"
    ) as labels_file:
        for line in lines:
            sentences = [[t.text for t in tokenize(s.text)] for s in sentenize(json.loads(line)[field])]
            sentences = [s for s in sentences if s]
            if not sentences:
                continue
            words = [w for s in sentences for w in s]
            encoded = next(iter(names.encoder([words])))
            scores = names.model(encoded.word_id, encoded.shape_id, encoded.pad_mask)
            best = list(names.model.head.crf.decode(scores, ~encoded.pad_mask))[0]
            tags = iter([names.decoder.tags_vocab.decode(tag) for tag in best])
            for sentence in sentences:
                tokens_file.write(" ".join(sentence) + "\n")
                for token in next(syntax.map([sentence])).tokens:
                    labels_file.write(f"{token.text}\t{next(tags)}\t{token.head_id}\t{token.rel}\n")
                labels_file.write("\n")
            tokens_file.write("\n")


def read(path):
    """Sentences of rows."""
    with open(path, encoding="utf8") as file:
        groups = itertools.groupby((line.rstrip("\n").split("\t") for line in file), lambda row: row != [""])
        return [list(rows) for full, rows in groups if full]


def compare(theirs_path, ours_path, whole_path=None):
    """Counts equal labels and the causes of the others."""
    count, cause = collections.Counter(), collections.Counter()
    theirs, ours = read(theirs_path), read(ours_path)
    whole = read(whole_path) if whole_path else [None] * len(ours)
    assert len(theirs) == len(ours) == len(whole), "other sentences"
    fine = [row[5] == "1" for sentence in ours for row in sentence]
    start = 0
    for a_rows, b_rows, w_rows in zip(theirs, ours, whole):
        assert [r[0] for r in a_rows] == [r[0] for r in b_rows], "other tokens"
        for i, (a, b) in enumerate(zip(a_rows, b_rows)):
            count["tokens"] += 1
            repaired = b[2] != b[4] or (a[3] == "root") != (a[2] == "0")
            same = {"name": a[1] == b[1], "head": a[2] == b[2], "rel": a[3] == b[3] or repaired}
            count["repaired"] += repaired
            for label, equal in same.items():
                count[label] += equal
            count["all"] += all(same.values())
            if all(same.values()):
                continue
            if w_rows and (w_rows[i][1], w_rows[i][2]) == (a[1], a[2]) and w_rows[i][3] in (a[3], b[3]):
                cause["coarse vectors of the pack: equal with the uncut pack"] += 1
            elif not all(fine[max(0, start + i - REACH) : start + i + REACH + 1]):
                cause["a coarse vector within reach"] += 1
            elif not all(row[5] == "1" for row in b_rows):
                cause["a coarse vector in the sentence (its governor or a competitor)"] += 1
            else:
                cause["arithmetic or context"] += 1
        start += len(a_rows)
    n = count["tokens"]
    print(f"{n} tokens; equal: " + ", ".join(f"{k} {count[k] / n:.4%}" for k in ("name", "head", "rel", "all")))
    print(f"governor or relation changed to make a tree: {count['repaired']}")
    for what, times in cause.most_common():
        print(f"{times:6} differ: {what}")


if __name__ == "__main__":
    {"dump": dump, "compare": compare}[sys.argv[1]](*sys.argv[2:])
