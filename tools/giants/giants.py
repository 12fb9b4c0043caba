"""Reads inputs of a gigabyte that are hostile or broken, one after the other, each between two good files and,
where it has records, between two good records. For each: seconds, processor seconds, peak memory, what was said of it, and whether all its good
neighbours came out.

    cargo build --release -p legation
    python3 tools/giants/giants.py target/release/legation FOLDER [SIZE_IN_MB] [CASE...]

FOLDER needs room for the largest input; what is made in it is deleted. Exit code 1 where a neighbour is lost, nothing
or another thing is said, or more than MEMORY is used.
"""

import gzip
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
import zlib

PIECE = 1 << 20
MEMORY = 300 << 20
SENTENCE = "The envoys of both harbours met again and agreed on nothing that was new. "


def good(number):
    return (
        f"Harbours agree on article {number}\n\nThe ministers of the harbours signed agreement number {number} on Monday. "
        "It sets tolls for ships that come from the north.\n\nThe talks lasted four hours, officials said.\n"
    )


def filler(size, text=SENTENCE):
    """So many bytes of text, a piece at a time."""
    piece = (text * (PIECE // len(text) + 1)).encode()
    while size > 0:
        yield piece[:size]
        size -= len(piece)


def around(path, size, before, after, first=b"", last=b"", text=SENTENCE):
    """A file of something good, something large between `first` and `last`, something good."""
    with open(path, "wb") as out:
        out.write(before + first)
        for piece in filler(size, text):
            out.write(piece)
        out.write(last + after)


def record(body, kind="text/plain"):
    """A response of a crawl."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n".encode() + body
    return warc_head(len(http)) + http + b"\r\n\r\n"


def warc_head(length):
    address = "WARC-Target-URI: https://harbour.example/a"
    return f"WARC/1.0\r\nWARC-Type: response\r\n{address}\r\nContent-Length: {length}\r\n\r\n".encode()


def line(path, size):
    around(path, size, b"", b"")


def page(path, size):
    around(path, size, b"<html><body><article>", b"", text=f"<div class=a><p>{SENTENCE}<b>")


def nested(path, _):
    around(path, 3_000_000, b"<html><body>", b"", text="<b>", last=SENTENCE.encode())


def deeper(path, _):
    around(path, 5_000_000, b"<html><body>", b"", text="<div>", last=SENTENCE.encode())


def jsonl(path, size):
    row = lambda n: (json.dumps({"text": good(n)}) + "\n").encode()
    around(path, size, row(1), row(2), b'{"text": "', b'"}\n')


def listed(path, size):
    row = lambda n: json.dumps({"text": good(n)}).encode()
    around(path, size, b"[" + row(1) + b",\n", b",\n" + row(2) + b"]", b'{"text": "', b'"}')


def brackets(path, size):
    row = lambda n: (json.dumps({"text": good(n)}) + "\n").encode()
    around(path, size, row(1), row(2), b'{"text": ', b"\n", text="[")


def cell(path, size):
    row = lambda n: ('"%s",x\n' % good(n).replace('"', '""')).encode()
    around(path, size, b"text,note\n" + row(1), row(2), b'"', b'",x\n')


def quote(path, size):
    row = ('"%s",x\n' % good(1)).encode()
    around(path, size, b"text,note\n" + row, b"", b'"', text=SENTENCE + ",x\n")


def feed(path, size):
    item = lambda n: f"<item><title>Harbours agree on article {n}</title><description>{good(n)}</description></item>\n".encode()
    around(
        path,
        size,
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>' + item(1),
        item(2) + b"</channel></rss>",
        b"<item><title>Long</title><description>",
        b"</description></item>\n",
    )


def response(path, size):
    first = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    good_one = lambda n: record(good(n).encode())
    around(path, size, good_one(1), good_one(2), warc_head(len(first) + size) + first, b"\r\n\r\n")


def head(path, size):
    good_one = lambda n: record(good(n).encode())
    around(path, size, good_one(1), good_one(2), b"WARC/1.0\r\nX-Long: ", b"\r\n\r\n")


def tape(path, size):
    with tarfile.open(path, "w") as out:
        for name, length in [("a.txt", 0), ("long.txt", size), ("z.txt", 0)]:
            body = good(1 + (name == "z.txt")).encode()
            info = tarfile.TarInfo(name)
            info.size = length or len(body)
            out.addfile(info, Pieces(filler(length)) if length else io.BytesIO(body))


class Pieces(io.RawIOBase):
    """Pieces as a file."""

    def __init__(self, pieces):
        self.pieces, self.left = pieces, b""

    def read(self, count=-1):
        while len(self.left) < count:
            more = next(self.pieces, None)
            if more is None:
                break
            self.left += more
        out, self.left = self.left[:count], self.left[count:]
        return out


def member(pieces):
    """A gzip member of pieces."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([packer.compress(p) for p in pieces] + [packer.flush()])


def gzip_bomb(path, size):
    first = warc_head(size) + b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    bomb = member([first, *[b"a" * PIECE] * (size // PIECE), b"\r\n\r\n"])
    one, two = (gzip.compress(record(good(n).encode())) for n in (1, 2))
    path.write_bytes(one + bomb + two)


def plain_bomb(path, size):
    path.write_bytes(member([b"\0" * PIECE] * (size // PIECE)))


def zip_bomb(path, size):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        out.writestr("a.txt", good(1))
        with out.open("bomb.txt", "w", force_zip64=True) as bomb:
            for _ in range(size // PIECE):
                bomb.write(b"a" * PIECE)
        out.writestr("z.txt", good(2))


def text_zip(path, size):
    """No bomb: text that packs well, but is longer than an article may be."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a.txt", good(1))
        with out.open("long.txt", "w", force_zip64=True) as long:
            for piece in filler(size):
                long.write(piece[: PIECE // 2] + os.urandom(PIECE // 200).hex().encode() + piece[PIECE // 2 :])
        out.writestr("z.txt", good(2))


def cut(path, _):
    """A crawl with members that end too early, at a bit that is wrong, at the end of the file."""
    members = [bytearray(gzip.compress(record(good(n).encode()))) for n in (1, 8, 2, 9, 3, 7)]
    members[1] = members[1][: len(members[1]) // 2]
    members[3][len(members[3]) // 2] ^= 0x55
    members[5] = members[5][:-40]
    path.write_bytes(b"".join(members))


# Name of the file, how it is made, codes of which one must be said and no other (empty: it is an article), good records in it.
CASES = [
    ("line.txt", line, {"LG1002"}, 0),
    ("open.html", page, {"LG1002"}, 0),
    ("nested.html", nested, {""}, 0),
    ("deeper.html", deeper, {"LG1002"}, 0),
    ("line.jsonl", jsonl, {"LG1007"}, 2),
    ("brackets.jsonl", brackets, {"LG1007"}, 2),
    ("list.json", listed, {"LG1002"}, 2),
    ("cell.csv", cell, {"LG1007"}, 2),
    ("quote.csv", quote, {"LG1007"}, 1),
    ("feed.xml", feed, {"LG1002"}, 2),
    ("response.warc", response, {"LG1002"}, 2),
    ("head.warc", head, {"LG1101"}, 2),
    ("tape.tar", tape, {"LG1002"}, 2),
    ("bomb.warc.gz", gzip_bomb, {"LG1103"}, 2),
    ("bomb.gz", plain_bomb, {"LG1002"}, 0),
    ("bomb.zip", zip_bomb, {"LG1002"}, 2),
    ("long.zip", text_zip, {"LG1002"}, 2),
    ("cut.warc.gz", cut, {"LG1101", "LG1102"}, 3),
]


def run(program, folder):
    """Seconds, processor seconds, peak bytes, articles, what was said, exit code."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen([program, "read", str(folder), "--jobs", "1"], stdout=out, stderr=err)
        _, status, used = os.wait4(child.pid, 0)
        took = time.monotonic() - began
        out.seek(0)
        err.seek(0)
        articles = [a for a in map(json.loads, out) if a["type"] == "article"]
        said = err.read().decode(errors="replace").splitlines()
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss << 10, articles, said, os.waitstatus_to_exitcode(status)


def main():
    program, place = sys.argv[1], pathlib.Path(sys.argv[2])
    numbers = [a for a in sys.argv[3:] if a.isdigit()]
    size = int(numbers[0] if numbers else 1024) << 20
    chosen = [a for a in sys.argv[3:] if not a.isdigit()]
    failed = False
    print("| input | bytes | seconds | of processor | peak MB | said | neighbours |\n|---|---|---|---|---|---|---|")
    for name, make, codes, inside in CASES:
        if chosen and name not in chosen:
            continue
        folder = place / "giants"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        make(folder / name, size)
        (folder / "a.txt").write_text(good(100))
        (folder / "z.txt").write_text(good(200))
        length = (folder / name).stat().st_size
        took, processor, peak, articles, said, code = run(program, folder)
        shutil.rmtree(folder)
        wanted = {100, 200, *range(1, inside + 1)}
        found = {n for n in wanted if any(f"agreement number {n} on" in a["text"] for a in articles)}
        told = {word.rstrip(":") for s in said for word in s.split() if word.startswith("LG")}
        right = found == wanted and code == 0 and peak <= MEMORY and (told <= codes and told or not told and "" in codes)
        failed |= not right
        print(
            f"| {name} | {length:,} | {took:.2f} | {processor:.2f} | {peak / 1e6:.0f} | {' '.join(sorted(told))} | "
            f"{len(found)} of {len(wanted)} |{'' if right else ' **wrong**'}",
            flush=True,
        )
        if not right:
            print("\n".join(said[:5]), file=sys.stderr)
    sys.exit(failed)


main()
