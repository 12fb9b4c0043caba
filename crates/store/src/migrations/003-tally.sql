-- What is asked for often and would take a walk over everything.

-- Records of the newest readings by kind; kept up to date with each batch (stats.rs).
CREATE TABLE tally (
  kind TEXT PRIMARY KEY,
  n    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO tally (kind, n)
  SELECT r.kind, count(*) FROM article a CROSS JOIN record r ON r.id BETWEEN a.id << 20 AND (a.id + 1 << 20) - 1
  WHERE a.current GROUP BY r.kind;

-- Events of one type, the newest first.
CREATE INDEX happening_plover ON happening (plover, start);
