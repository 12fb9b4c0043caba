-- What follows from several articles (docs/ledger.md). Filled by derive/ from the current articles and the decisions
-- alone. A merged thing has the row number of its first record; `rid` is that record's id on the wire.
-- Days are counted from 1970-01-01; -1000000 where none is known.

-- What the ledger compares of each record; `body` is JSON.
CREATE TABLE ledger_report (
  record INTEGER PRIMARY KEY REFERENCES record,
  family TEXT NOT NULL,
  day    INTEGER NOT NULL,
  body   TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_report_family ON ledger_report (family, day);

CREATE TABLE ledger_mention (
  record  INTEGER PRIMARY KEY REFERENCES record,
  parties TEXT NOT NULL,                 -- parted by spaces, in order
  body    TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_mention_parties ON ledger_mention (parties);

CREATE TABLE ledger_promise (
  record INTEGER PRIMARY KEY REFERENCES record,
  sides  TEXT NOT NULL,                  -- parted by spaces, in order
  body   TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_promise_sides ON ledger_promise (sides);

-- Keys whose merged things are to be made anew.
CREATE TABLE ledger_dirty (
  kind TEXT NOT NULL,                    -- event, agreement, commitment
  key  TEXT NOT NULL,
  day  INTEGER NOT NULL,
  PRIMARY KEY (kind, key, day)
) STRICT, WITHOUT ROWID;

-- Merged events.
CREATE TABLE happening (
  id        INTEGER PRIMARY KEY,
  rid       TEXT NOT NULL,
  family    TEXT NOT NULL,
  anchor    INTEGER NOT NULL,            -- day of its cell
  plover    TEXT NOT NULL,
  act       TEXT,
  modes     TEXT NOT NULL,
  contexts  TEXT NOT NULL,
  quad      TEXT NOT NULL,
  score     REAL NOT NULL,
  status    TEXT NOT NULL,
  start     TEXT,
  "end"     TEXT,
  dated     INTEGER NOT NULL,            -- 1: a report names the day
  doers     TEXT NOT NULL,               -- keys, parted by spaces
  targets   TEXT NOT NULL,
  parties   TEXT NOT NULL,               -- countries of both
  sides     TEXT NOT NULL,               -- JSON: who by country, and types of inner acts
  place     TEXT,
  place_country TEXT,
  langs     TEXT NOT NULL,
  reports   INTEGER NOT NULL,
  copies    INTEGER NOT NULL,
  said      TEXT,                        -- first published
  differs   INTEGER NOT NULL             -- fields that reports fill differently
) STRICT;
CREATE INDEX happening_rid ON happening (rid);
CREATE INDEX happening_anchor ON happening (family, anchor);
CREATE INDEX happening_start ON happening (start);

CREATE TABLE happening_report (
  record    INTEGER PRIMARY KEY REFERENCES record,
  happening INTEGER NOT NULL,
  seq       INTEGER NOT NULL,            -- in order of publication
  said      TEXT,
  status    TEXT NOT NULL,
  holder    TEXT,
  copy      INTEGER NOT NULL
) STRICT;
CREATE INDEX happening_report_of ON happening_report (happening, seq);

CREATE TABLE disagreement (
  happening INTEGER NOT NULL,
  field     TEXT NOT NULL,
  value     TEXT NOT NULL,
  record    INTEGER NOT NULL,
  PRIMARY KEY (happening, field, value, record)
) STRICT, WITHOUT ROWID;

-- By what merged things are looked for: actors, countries, `AAA+BBB` for a pair of countries, `place:…`.
CREATE TABLE ledger_facet (
  kind INTEGER NOT NULL,                 -- as in facet_record
  key  TEXT NOT NULL,
  day  INTEGER NOT NULL,
  id   INTEGER NOT NULL,
  PRIMARY KEY (kind, key, day, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_facet_id ON ledger_facet (kind, id);

-- Agreements over articles. `body` is the whole life as JSON.
CREATE TABLE accord (
  id         INTEGER PRIMARY KEY,
  rid        TEXT NOT NULL,
  parties_key TEXT NOT NULL,             -- sets of parties that are made anew together
  instrument TEXT NOT NULL,
  name       TEXT NOT NULL,
  parties    TEXT NOT NULL,
  topics     TEXT NOT NULL,
  stage      TEXT,
  first      TEXT,
  last       TEXT,
  reports    INTEGER NOT NULL,
  copies     INTEGER NOT NULL,
  contradictions INTEGER NOT NULL,
  body       TEXT NOT NULL
) STRICT;
CREATE INDEX accord_rid ON accord (rid);
CREATE INDEX accord_parties_key ON accord (parties_key);

CREATE TABLE accord_report (
  record INTEGER PRIMARY KEY REFERENCES record,
  accord INTEGER NOT NULL
) STRICT;
CREATE INDEX accord_report_of ON accord_report (accord);

CREATE TABLE accord_step (
  accord  INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  step    TEXT NOT NULL,
  party   TEXT,
  start   TEXT,
  "end"   TEXT,
  said    TEXT,
  holders TEXT NOT NULL,
  reports INTEGER NOT NULL,
  PRIMARY KEY (accord, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE accord_expectation (
  accord     INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  step       TEXT NOT NULL,
  party      TEXT,
  status     TEXT NOT NULL,
  due_start  TEXT,
  due_end    TEXT,
  holders    TEXT NOT NULL,
  said       TEXT,
  taken      TEXT,                       -- when the step was taken
  taken_said TEXT,                       -- when that was first reported
  moved_start TEXT,
  moved_end  TEXT,
  moved_said TEXT,
  PRIMARY KEY (accord, seq)
) STRICT, WITHOUT ROWID;

-- Commitments over articles. `body` is the whole of it as JSON.
CREATE TABLE pledge (
  id         INTEGER PRIMARY KEY,
  rid        TEXT NOT NULL,
  sides      TEXT NOT NULL,
  plover     TEXT,
  act        TEXT,
  by         TEXT NOT NULL,
  "to"       TEXT NOT NULL,
  action     TEXT NOT NULL,
  due_start  TEXT,
  due_end    TEXT,
  said       TEXT,
  kept_on    TEXT,
  kept_said  TEXT,
  kept_by    TEXT,                       -- rid of the merged event
  off_on     TEXT,
  off_said   TEXT,
  off_by     TEXT,
  moved_said TEXT,
  moved_to   TEXT,                       -- rid of the later one
  reports    INTEGER NOT NULL,
  copies     INTEGER NOT NULL,
  body       TEXT NOT NULL
) STRICT;
CREATE INDEX pledge_rid ON pledge (rid);
CREATE INDEX pledge_sides ON pledge (sides);
CREATE INDEX pledge_due ON pledge (due_end);

CREATE TABLE pledge_report (
  record INTEGER PRIMARY KEY REFERENCES record,
  pledge INTEGER NOT NULL
) STRICT;
CREATE INDEX pledge_report_of ON pledge_report (pledge);

-- Names of actors by language; copies are not counted.
CREATE TABLE actor_name (
  actor  TEXT NOT NULL,
  name   TEXT NOT NULL,
  lang   TEXT NOT NULL,
  script TEXT NOT NULL,                  -- Cyrl, Latn, …
  first  TEXT,
  last   TEXT,
  uses   INTEGER NOT NULL,
  PRIMARY KEY (actor, name, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE actor_seen (
  actor   TEXT PRIMARY KEY,
  label   TEXT NOT NULL,
  kind    TEXT NOT NULL,
  country TEXT NOT NULL,
  sound   TEXT NOT NULL,                 -- what like names of persons share
  uses    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_seen_sound ON actor_seen (sound);
CREATE INDEX actor_seen_country ON actor_seen (country);

-- Offices as articles tell them.
CREATE TABLE office_seen (
  person TEXT NOT NULL,
  office TEXT NOT NULL,
  of     TEXT NOT NULL,                  -- empty: not told
  phase  TEXT NOT NULL,
  first  TEXT,
  last   TEXT,
  uses   INTEGER NOT NULL,
  PRIMARY KEY (person, office, of, phase)
) STRICT, WITHOUT ROWID;
CREATE INDEX office_seen_of ON office_seen (of, office);

-- Merged events: one row each.
CREATE VIEW v_event AS
SELECT rid AS id, plover, act, modes, contexts, quad, score, status, start, "end", dated, doers, targets, parties,
  place, place_country, langs, reports, copies, said, differs, id AS happening
FROM happening;

CREATE VIEW v_event_history AS
SELECT h.rid AS id, x.seq, x.said, x.status, x.holder, x.copy, r.rid AS report, a.lang, a.publisher, a.title, d.source
FROM happening h JOIN happening_report x ON x.happening = h.id JOIN record r ON r.id = x.record
JOIN article a ON a.id = r.article JOIN document d ON d.id = a.document;

CREATE VIEW v_disagreement AS
SELECT h.rid AS id, x.field, x.value, r.rid AS report, d.source
FROM disagreement x JOIN happening h ON h.id = x.happening JOIN record r ON r.id = x.record
JOIN article a ON a.id = r.article JOIN document d ON d.id = a.document;

CREATE VIEW v_agreement AS
SELECT rid AS id, instrument, name, parties, topics, stage, first, last, reports, copies, contradictions, id AS accord
FROM accord;

CREATE VIEW v_step AS
SELECT a.rid AS id, x.seq, x.step, x.party, x.start, x."end", x.said, x.holders, x.reports
FROM accord_step x JOIN accord a ON a.id = x.accord;

CREATE VIEW v_expectation AS
SELECT a.rid AS id, x.seq, x.step, x.party, x.status, x.due_start, x.due_end, x.holders, x.said, x.taken, x.taken_said,
  x.moved_start, x.moved_end, x.moved_said
FROM accord_expectation x JOIN accord a ON a.id = x.accord;

CREATE VIEW v_commitment AS
SELECT rid AS id, plover, act, by, "to", action, due_start, due_end, said, kept_on, kept_said, kept_by, off_on, off_by,
  moved_to, reports, copies, id AS pledge
FROM pledge;

CREATE VIEW v_actor_name AS SELECT actor, name, lang, script, first, last, uses FROM actor_name;
