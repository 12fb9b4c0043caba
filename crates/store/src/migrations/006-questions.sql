-- What questions look at first, in the order in which they answer.

-- What an event is, as bits: its type, status and contexts; a quad is the bits of its types. A new code takes a new bit.
CREATE TABLE ledger_sort (
  name TEXT PRIMARY KEY,
  mask INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO ledger_sort (name, mask)
WITH codes (bit, name) AS (VALUES
  (0, 'AGREE'), (1, 'CONSULT'), (2, 'SUPPORT'), (3, 'CONCEDE'), (4, 'COOPERATE'), (5, 'AID'), (6, 'RETREAT'),
  (7, 'REQUEST'), (8, 'ACCUSE'), (9, 'REJECT'), (10, 'THREATEN'), (11, 'PROTEST'), (12, 'SANCTION'), (13, 'MOBILIZE'),
  (14, 'COERCE'), (15, 'ASSAULT'),
  (16, 'asserted'), (17, 'planned'), (18, 'possible'), (19, 'hypothetical'), (20, 'called_for'), (21, 'denied'),
  (22, 'historical'),
  (23, 'military'), (24, 'intelligence'), (25, 'executive'), (26, 'legislative'), (27, 'election'),
  (28, 'political_institutions'), (29, 'pro_democracy'), (30, 'pro_autocracy'), (31, 'economic'), (32, 'legal'),
  (33, 'reparations'), (34, 'human_rights'), (35, 'rights_freedoms'), (36, 'repression'), (37, 'human_security'),
  (38, 'gender'), (39, 'lgbt'), (40, 'religion_ethnicity'), (41, 'inequality'), (42, 'diplomatic'), (43, 'territory'),
  (44, 'peacekeeping'), (45, 'health'), (46, 'asylum'), (47, 'migration'), (48, 'disasters'), (49, 'natural_resource'),
  (50, 'environment'), (51, 'technology'), (52, 'terrorism'), (53, 'cbrn'), (54, 'cyber'), (55, 'misinformation'),
  (56, 'crime'), (57, 'corruption'), (58, 'illegal_drugs'), (59, 'trafficking'))
SELECT name, 1 << bit FROM codes;
INSERT INTO ledger_sort (name, mask)
WITH quads (name, first, last) AS (VALUES
  ('verbal-cooperation', 0, 3), ('material-cooperation', 4, 6), ('verbal-conflict', 7, 10), ('material-conflict', 11, 15))
SELECT name, (1 << last + 1) - (1 << first) FROM quads;

-- Events carry their bits beside every key, and all of them the key `*`.
ALTER TABLE ledger_facet ADD COLUMN sort INTEGER NOT NULL DEFAULT 0;
CREATE TEMP TABLE sorted AS
  SELECT id, coalesce(CAST(julianday(start) - julianday('1970-01-01') AS INTEGER), anchor) AS day,
    (SELECT sum(mask) FROM ledger_sort
     WHERE name IN (h.plover, h.status) OR instr(' ' || h.contexts || ' ', ' ' || name || ' ')) AS sort
  FROM happening h;
CREATE UNIQUE INDEX temp.sorted_id ON sorted (id);
UPDATE ledger_facet SET sort = coalesce((SELECT s.sort FROM temp.sorted s WHERE s.id = ledger_facet.id), 0) WHERE kind = 3;
INSERT INTO ledger_facet (kind, key, day, id, sort) SELECT 3, '*', day, id, coalesce(sort, 0) FROM temp.sorted ORDER BY day, id;
DROP TABLE temp.sorted;

-- The newest first, those told most first.
CREATE INDEX happening_reports ON happening (reports);
CREATE INDEX accord_reports ON accord (reports);
CREATE INDEX pledge_reports ON pledge (reports);
CREATE INDEX accord_last ON accord (last);
CREATE INDEX pledge_said ON pledge (said);
CREATE INDEX accord_step_start ON accord_step (start);

-- The articles that tell a thing, without a row of theirs: copies are few.
DROP INDEX happening_report_of;
CREATE INDEX happening_report_of ON happening_report (happening, seq, copy, status);
CREATE INDEX article_copy ON article (id) WHERE duplicate_of IS NOT NULL;

-- Whose a text is and whether it is asked for, without the row of the article.
DROP INDEX article_text;
CREATE INDEX article_text ON article (text, current, duplicate_of, lang, published, run);

-- What the documents first added by an addition tell in their newest readings, copies left out: records by kind; articles and
-- copies are counted as `article` and `copy`. Kept up to date with each batch (stats.rs).
CREATE TABLE addition_tally (
  addition INTEGER NOT NULL REFERENCES addition,
  kind     TEXT NOT NULL,
  n        INTEGER NOT NULL,
  PRIMARY KEY (addition, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO addition_tally (addition, kind, n)
  SELECT d.addition, r.kind, count(*) FROM article a CROSS JOIN document d ON d.id = a.document
  CROSS JOIN record r ON r.id BETWEEN a.id << 20 AND (a.id + 1 << 20) - 1
  WHERE a.current AND a.duplicate_of IS NULL GROUP BY 1, 2
  UNION ALL SELECT d.addition, iif(a.duplicate_of IS NULL, 'article', 'copy'), count(*)
  FROM article a CROSS JOIN document d ON d.id = a.document WHERE a.current GROUP BY 1, 2;
