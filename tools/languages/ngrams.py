"""Derives lexicon/intake/ngrams-*.tsv: how often pieces of three and four letters stand in the words of each language.

    pip download --no-deps lingua-language-detector==1.4.2 && pip install brotli
    python3 tools/languages/ngrams.py lingua_language_detector-1.4.2-py3-none-any.whl lexicon/intake

Of the models of Lingua (Apache-2.0) only the frequencies are read. A cell is one character: the place of it in DIGITS times STEP is how many
nats more often than one in a million pieces the piece stands in words of the language; `.` is less often than that.
Serbian in Latin letters is made from Serbian in Cyrillic letters, which stand one for one.
"""
import json
import math
import sys
import zipfile

import brotli

DIGITS = ".0123456789abcdefghijklmnopqrstuvwxyz"
STEP = 0.25
FLOOR = 1e-6
CYRILLIC = "ru uk be bg sr mk kk mn".split()
LATIN = "en de fr es it pt nl pl cs sk sl hr sr ro hu tr az sv da no fi et lv lt sq ca id vi".split()
PIECES = {"cyrl": (2600, 3400), "latn": (1500, 1000)}
SERBIAN = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš"), љ="lj", њ="nj", џ="dž")


def fractions(wheel, language, order):
    name = ["uni", "bi", "tri", "quadri"][order - 1] + "grams"
    folder = {"no": "nb"}.get(language, language)
    packed = wheel.read(f"lingua/language-models/{folder}/{name}.json.br")
    found = {}
    for fraction, pieces in json.loads(brotli.decompress(packed))["ngrams"].items():
        over, under = fraction.split("/")
        for piece in pieces.split():
            found[piece] = int(over) / int(under)
    return found


def joint(wheel, language):
    """Share of each piece among the pieces of its length: products of the conditional shares that the models hold."""
    shares = [fractions(wheel, language, order) for order in (1, 2, 3, 4)]
    found = {}
    for order in (3, 4):
        for piece, share in shares[order - 1].items():
            for shorter in range(order - 1, 0, -1):
                share *= shares[shorter - 1].get(piece[:shorter], 0.0)
            if share >= FLOOR:
                found[piece] = share
    return found


def romanised(pieces):
    found = {}
    for piece, share in pieces.items():
        latin = "".join(SERBIAN.get(c, c) for c in piece)
        if not latin.isascii() and any("\u0400" <= c <= "\u04ff" for c in latin):
            continue
        for order in (3, 4):
            if len(piece) == order:
                found[latin[:order]] = found.get(latin[:order], 0.0) + share
    return found


def main():
    wheel = zipfile.ZipFile(sys.argv[1])
    for script, languages in (("cyrl", CYRILLIC), ("latn", LATIN)):
        models = {}
        for language in languages:
            model = joint(wheel, language)
            models[language] = romanised(model) if (language, script) == ("sr", "latn") else model
        chosen = set()
        for model in models.values():
            for order, most in zip((3, 4), PIECES[script]):
                # A piece that stands in all languages alike tells nothing.
                def worth(piece, share):
                    rest = sorted((m.get(piece, FLOOR) for m in models.values() if m is not model), reverse=True)
                    return share * abs(math.log(share / rest[0]))
                ranked = sorted(((worth(p, s), p) for p, s in model.items() if len(p) == order), reverse=True)
                common = sorted(((s, p) for p, s in model.items() if len(p) == order), reverse=True)
                chosen.update(p for _, p in ranked[: most // 2])
                chosen.update(p for _, p in common[: most // 2])
        lines = [
            "# How often pieces of words stand in each language: see tools/languages/ngrams.py, which makes this file.",
            "# Columns: piece, one character for each language in the order of the row `languages`.",
            "# Source: derived from the language models of Lingua 1.4.2 (Peter M. Stahl)",
            "# Licence: Apache-2.0",
            "languages\t" + " ".join(languages),
        ]
        for piece in sorted(chosen):
            cells = ""
            for language in languages:
                share = models[language].get(piece, 0.0)
                place = int(math.log(share / FLOOR) / STEP) + 1 if share > FLOOR else 0
                cells += DIGITS[min(place, len(DIGITS) - 1)]
            lines.append(f"{piece}\t{cells}")
        with open(f"{sys.argv[2]}/ngrams-{script}.tsv", "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
        print(script, len(chosen), file=sys.stderr)


if __name__ == "__main__":
    main()
