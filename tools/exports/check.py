"""Opens every export of a store with a reader that is not ours.

    pip install pyarrow networkx
    python tools/exports/check.py target/debug/legation legation.db
"""

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import networkx
import pyarrow
import pyarrow.parquet


def main(legation, store):
    folder = Path(tempfile.mkdtemp())

    def export(form):
        path = folder / f"out.{form}"
        subprocess.run([legation, "export", "--format", form, "--db", store, "-o", str(path)], check=True)
        return path

    def lines(path):
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    records = [r for r in lines(export("ndjson")) if r["type"] != "article"]
    with export("csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = pyarrow.parquet.read_table(export("parquet"))
    assert len(records) == len(rows) == table.num_rows, (len(records), len(rows), table.num_rows)
    assert [r["id"] for r in records] == [r["id"] for r in rows] == table["id"].to_pylist()
    for field in table.schema:
        kind = field.type
        assert not pyarrow.types.is_dictionary(kind) and not pyarrow.types.is_unsigned_integer(kind), field
    days = [None if d is None else d.isoformat() for d in table["start"].to_pylist()]
    assert days == [r["start"] or None for r in rows]

    graph = networkx.read_graphml(export("graphml"))
    ties = gexf(export("gexf"))
    assert set(graph.nodes) == set(ties.nodes), "the graphs have other actors"
    assert graph.number_of_edges() >= ties.number_of_edges() > 0

    line = json.loads(export("timelinejs").read_text(encoding="utf-8"))
    assert line["events"] and all(e["start_date"]["year"] and e["text"]["headline"] for e in line["events"])
    linked = json.loads(export("jsonld").read_text(encoding="utf-8"))
    ids = [node["@id"] for node in linked["@graph"]]
    assert len(ids) == len(set(ids)), "a node is told twice"
    events = lines(export("plover"))
    assert len(events) == sum(r["type"] == "event" for r in records)
    with export("icews").open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert pairs and all(None not in row and row["CAMEO Code"] for row in pairs)
    print(f"{len(records)} records, {graph.number_of_nodes()} actors, {graph.number_of_edges()} ties, "
          f"{len(line['events'])} slides, {len(ids)} nodes, {len(pairs)} pairs: all opened")


def gexf(path):
    """networkx knows GEXF up to 1.2, which has another name space, and no graph with both kinds of ties."""
    text = path.read_text(encoding="utf-8")
    text = text.replace('xmlns="http://gexf.net/1.3" version="1.3"', 'xmlns="http://www.gexf.net/1.2draft" version="1.2"')
    text = text.replace(' type="undirected"', ' type="directed"')
    path.write_text(text, encoding="utf-8")
    return networkx.read_gexf(path, version="1.2draft")


if __name__ == "__main__":
    main(*sys.argv[1:])
