-- What was read: documents, their readings, records with their actors and evidence. Nothing that follows from several
-- articles stands here; that is the ledger's, in later files.
-- Dates are text YYYY-MM-DD, days are counted from 1970-01-01, offsets are bytes of text.body, empty text is unknown
-- where NULL would keep a key from being unique.

-- What reads: a program with its words and settings. A document is read once by each.
CREATE TABLE run (
  id      INTEGER PRIMARY KEY,
  key     TEXT NOT NULL UNIQUE,          -- hash of the columns below
  program TEXT NOT NULL,
  rules   TEXT NOT NULL,                 -- hash of the code and data that decide what is read
  packs   TEXT NOT NULL,                 -- JSON: language → hash
  lexicon TEXT NOT NULL,                 -- hash of the built-in lexicon
  own     TEXT NOT NULL,                 -- JSON: folders of the user's own words, name@hash
  config  TEXT NOT NULL                  -- JSON: settings that change what is read
) STRICT;

-- A call of `legation add`. `ended` is NULL while it runs, or where it was cut off.
CREATE TABLE addition (
  id     INTEGER PRIMARY KEY,
  run    INTEGER NOT NULL REFERENCES run,
  began  TEXT NOT NULL,                  -- UTC
  ended  TEXT,
  paths  TEXT NOT NULL,                  -- JSON array
  inputs TEXT,                           -- hash over the keys of all inputs, in order
  added  INTEGER NOT NULL DEFAULT 0,
  known  INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What came in, whoever reads it.
CREATE TABLE document (
  id       INTEGER PRIMARY KEY,
  key      TEXT NOT NULL UNIQUE,         -- hash of address (or file name), bytes, and what the carrier said of them
  source   TEXT NOT NULL,
  url      TEXT,
  raw_hash TEXT NOT NULL,                -- BLAKE3 of the bytes as received
  raw_size INTEGER NOT NULL,
  addition INTEGER NOT NULL REFERENCES addition
) STRICT;
CREATE INDEX document_addition ON document (addition);

-- A clean text with its lemmas; copies share it.
CREATE TABLE text (
  id     INTEGER PRIMARY KEY,
  hash   TEXT NOT NULL UNIQUE,           -- of body and lemmas
  body   TEXT NOT NULL,
  lemmas BLOB NOT NULL                   -- packed: words of the index with the bytes they stand for
) STRICT;

-- The index of lemmas; rowid is text.id.
CREATE VIRTUAL TABLE lemma USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 0');

-- A document as one run read it.
CREATE TABLE article (
  id           INTEGER PRIMARY KEY,
  run          INTEGER NOT NULL REFERENCES run,
  document     INTEGER NOT NULL REFERENCES document,
  text         INTEGER NOT NULL REFERENCES text,
  rid          TEXT NOT NULL,            -- id on the wire
  current      INTEGER NOT NULL,         -- 1: the newest reading of its document
  lang         TEXT NOT NULL,
  title        TEXT,
  published    TEXT,                     -- first day
  published_end TEXT,
  precision    TEXT,
  time         TEXT,
  publisher    TEXT,
  author       TEXT,
  relay        TEXT NOT NULL,            -- JSON array, nearest first
  duplicate_of INTEGER REFERENCES article,
  records      INTEGER NOT NULL,
  UNIQUE (document, run)
) STRICT;
CREATE INDEX article_rid ON article (rid);
CREATE INDEX article_text ON article (text);
CREATE INDEX article_published ON article (published);

-- Article and records as on the wire: zstd of JSON lines, the article's text left out. Read by record_json().
CREATE TABLE wire (
  article INTEGER PRIMARY KEY REFERENCES article,
  lines   BLOB NOT NULL
) STRICT;

-- Lines of the clean text.
CREATE TABLE block (
  article    INTEGER NOT NULL REFERENCES article,
  seq        INTEGER NOT NULL,
  byte_start INTEGER NOT NULL,
  byte_end   INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  lang       TEXT NOT NULL,
  raw        TEXT NOT NULL,              -- JSON: [[start, end], …] in the bytes as received
  PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

-- Names of roles and of fields that hold evidence.
CREATE TABLE field (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE rule (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE place (
  id       INTEGER PRIMARY KEY,
  label    TEXT NOT NULL,
  country  TEXT NOT NULL,
  geonames INTEGER NOT NULL,             -- 0: none
  lat      REAL,
  lon      REAL,
  UNIQUE (label, country, geonames)
) STRICT;

-- What all records have. id = article × 2^20 + seq, so that those of an article lie together.
CREATE TABLE record (
  id         INTEGER PRIMARY KEY,
  article    INTEGER NOT NULL REFERENCES article,
  seq        INTEGER NOT NULL,           -- line of the wire
  kind       TEXT NOT NULL,              -- office, statement, event, agreement, commitment, diagnostic
  rid        TEXT NOT NULL,              -- id on the wire
  start      TEXT,                       -- date of the record itself; of a commitment: when it is due
  "end"      TEXT,
  precision  TEXT,
  place      INTEGER REFERENCES place,
  statement  INTEGER REFERENCES record,  -- the statement that it is told in
  rule       INTEGER REFERENCES rule,
  confidence REAL,
  byte_start INTEGER,                    -- the words that show it best
  byte_end   INTEGER
) STRICT;
CREATE INDEX record_rid ON record (rid);

CREATE TABLE office (
  record INTEGER PRIMARY KEY REFERENCES record,
  office TEXT NOT NULL,
  phase  TEXT NOT NULL
) STRICT;

CREATE TABLE statement (
  record INTEGER PRIMARY KEY REFERENCES record,
  mode   TEXT NOT NULL
) STRICT;

CREATE TABLE event (
  record    INTEGER PRIMARY KEY REFERENCES record,
  plover    TEXT NOT NULL,
  deed      TEXT,
  modes     TEXT NOT NULL,               -- parted by spaces
  contexts  TEXT NOT NULL,               -- parted by spaces
  cameo     TEXT,
  quad      TEXT NOT NULL,
  score     REAL NOT NULL,
  status    TEXT NOT NULL,
  polarity  TEXT NOT NULL,
  certainty TEXT NOT NULL,
  tense     TEXT NOT NULL
) STRICT;

CREATE TABLE agreement (
  record     INTEGER PRIMARY KEY REFERENCES record,
  instrument TEXT NOT NULL,
  topics     TEXT NOT NULL,              -- parted by spaces
  stage      TEXT
) STRICT;

CREATE TABLE assertion (
  record    INTEGER NOT NULL REFERENCES record,
  seq       INTEGER NOT NULL,
  step      TEXT NOT NULL,
  status    TEXT NOT NULL,
  start     TEXT,
  "end"     TEXT,
  due_start TEXT,
  due_end   TEXT,
  party     INTEGER REFERENCES mention,
  holder    INTEGER REFERENCES mention,
  statement INTEGER REFERENCES record,
  byte_start INTEGER NOT NULL,
  byte_end   INTEGER NOT NULL,
  PRIMARY KEY (record, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE commitment (
  record INTEGER PRIMARY KEY REFERENCES record,
  plover TEXT,
  status TEXT NOT NULL
) STRICT;

CREATE TABLE diagnostic (
  record   INTEGER PRIMARY KEY REFERENCES record,
  code     TEXT NOT NULL,
  severity TEXT NOT NULL,
  message  TEXT NOT NULL
) STRICT;

-- An actor as articles name it; each way once.
CREATE TABLE mention (
  id      INTEGER PRIMARY KEY,
  actor   TEXT NOT NULL,                 -- id; empty where the actor is not known
  name    TEXT NOT NULL,                 -- as in the text
  label   TEXT NOT NULL,
  kind    TEXT NOT NULL,
  country TEXT NOT NULL,
  sectors TEXT NOT NULL,                 -- parted by spaces
  office  TEXT NOT NULL,
  UNIQUE (actor, name, label, kind, country, sectors, office)
) STRICT;

CREATE TABLE record_actor (
  record  INTEGER NOT NULL REFERENCES record,
  role    INTEGER NOT NULL REFERENCES field,
  seq     INTEGER NOT NULL,
  mention INTEGER NOT NULL REFERENCES mention,
  PRIMARY KEY (record, role, seq)
) STRICT, WITHOUT ROWID;

-- The words that prove each field of a record.
CREATE TABLE evidence (
  record     INTEGER NOT NULL REFERENCES record,
  field      INTEGER NOT NULL REFERENCES field,
  byte_start INTEGER NOT NULL,
  byte_end   INTEGER NOT NULL,
  PRIMARY KEY (record, field, byte_start, byte_end)
) STRICT, WITHOUT ROWID;

-- By what a record is looked for: an actor's id, a country, `place:…`, `from:…`, and `*`, which all have.
CREATE TABLE facet (
  id   INTEGER PRIMARY KEY,
  key  TEXT NOT NULL UNIQUE,
  uses INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE facet_record (
  facet  INTEGER NOT NULL REFERENCES facet,
  kind   INTEGER NOT NULL,               -- 1 office, 2 statement, 3 event, 4 agreement, 5 commitment
  day    INTEGER NOT NULL,               -- of the record, else of the article; -1000000 where neither is known
  record INTEGER NOT NULL REFERENCES record,
  roles  INTEGER NOT NULL,               -- bit n: field n
  PRIMARY KEY (facet, kind, day, record)
) STRICT, WITHOUT ROWID;

-- Inputs that could not be read.
CREATE TABLE failure (
  run     INTEGER NOT NULL REFERENCES run,
  source  TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (run, source)
) STRICT, WITHOUT ROWID;

-- What the user decided. Subjects and objects are ids on the wire or ids of actors, never row numbers, so that a
-- decision outlives re-reading. Nothing is deleted: undoing is a decision too.
CREATE TABLE decision (
  id      INTEGER PRIMARY KEY,
  at      TEXT NOT NULL,                 -- UTC
  kind    TEXT NOT NULL,                 -- note, merge, split, undo, …
  subject TEXT NOT NULL,
  object  TEXT NOT NULL DEFAULT '',
  note    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX decision_subject ON decision (subject);

INSERT INTO field (id, name) VALUES
  (1, 'person'), (2, 'of'), (3, 'speaker'), (4, 'co_speaker'), (5, 'on_behalf_of'), (6, 'addressee'), (7, 'relay'),
  (8, 'actor'), (9, 'recipient'), (10, 'holder'), (11, 'party'), (12, 'by'), (13, 'to'), (14, 'step_party'),
  (15, 'step_holder'), (16, 'title'), (17, 'cue'), (18, 'content'), (19, 'venue'), (20, 'name'), (21, 'trigger'),
  (22, 'action'), (23, 'date'), (24, 'due'), (25, 'place'), (26, 'step_trigger'), (27, 'step_date'),
  (28, 'step_due'), (29, 'span');

-- Views for reading by hand. Only the newest reading of each document; copies of an article are marked, not left out.

CREATE VIEW v_document AS
SELECT a.rid AS id, d.source, d.url, a.lang, a.title, a.published, a.published_end, a.time, a.publisher, a.author,
  a.relay, f.rid AS duplicate_of, a.records, d.raw_hash, d.raw_size, n.began AS added, a.run, t.body AS text,
  a.id AS article
FROM article a JOIN document d ON d.id = a.document JOIN addition n ON n.id = d.addition JOIN text t ON t.id = a.text
LEFT JOIN article f ON f.id = a.duplicate_of
WHERE a.current;

CREATE VIEW v_record AS
SELECT r.rid AS id, r.kind, a.rid AS document, d.source, a.lang, a.published, r.start, r."end", r.precision,
  p.label AS place, p.country AS place_country, s.rid AS statement, u.name AS rule, r.confidence,
  CAST(substr(CAST(t.body AS BLOB), r.byte_start + 1, r.byte_end - r.byte_start) AS TEXT) AS quote,
  a.duplicate_of IS NOT NULL AS copy, a.run, r.id AS record
FROM record r JOIN article a ON a.id = r.article JOIN document d ON d.id = a.document JOIN text t ON t.id = a.text
LEFT JOIN place p ON p.id = r.place LEFT JOIN record s ON s.id = r.statement LEFT JOIN rule u ON u.id = r.rule
WHERE a.current;

CREATE VIEW v_actor_mention AS
SELECT r.rid AS id, r.kind, f.name AS role, x.seq, m.actor, m.name, m.label, m.kind AS actor_kind, m.country, m.sectors,
  m.office, a.published, a.lang, r.id AS record
FROM record_actor x JOIN record r ON r.id = x.record JOIN article a ON a.id = r.article
JOIN field f ON f.id = x.role JOIN mention m ON m.id = x.mention
WHERE a.current;

CREATE VIEW v_evidence AS
SELECT r.rid AS id, r.kind, f.name AS field, e.byte_start, e.byte_end,
  CAST(substr(CAST(t.body AS BLOB), e.byte_start + 1, e.byte_end - e.byte_start) AS TEXT) AS quote, r.id AS record
FROM evidence e JOIN record r ON r.id = e.record JOIN article a ON a.id = r.article JOIN text t ON t.id = a.text
JOIN field f ON f.id = e.field
WHERE a.current;

CREATE VIEW v_statement AS
SELECT v.*, k.mode, m.actor AS speaker, m.label AS speaker_label, m.country AS speaker_country, m.office AS speaker_office
FROM statement k JOIN v_record v ON v.record = k.record
LEFT JOIN record_actor x ON x.record = k.record AND x.role = 3 AND x.seq = 0 LEFT JOIN mention m ON m.id = x.mention;

CREATE VIEW v_office AS
SELECT v.*, k.office, k.phase, m.actor AS person, m.label AS person_label, o.actor AS "of", o.label AS of_label
FROM office k JOIN v_record v ON v.record = k.record
LEFT JOIN record_actor x ON x.record = k.record AND x.role = 1 LEFT JOIN mention m ON m.id = x.mention
LEFT JOIN record_actor y ON y.record = k.record AND y.role = 2 LEFT JOIN mention o ON o.id = y.mention;

-- Reports: events, agreements and commitments as single articles tell them. Merged ones are the ledger's.
CREATE VIEW v_event_report AS
SELECT v.*, k.plover, k.deed, k.modes, k.contexts, k.cameo, k.quad, k.score, k.status, k.polarity, k.certainty, k.tense
FROM event k JOIN v_record v ON v.record = k.record;

CREATE VIEW v_agreement_report AS
SELECT v.*, k.instrument, k.topics, k.stage FROM agreement k JOIN v_record v ON v.record = k.record;

CREATE VIEW v_step_report AS
SELECT v.id, v.document, v.published, x.seq, x.step, x.status, x.start, x."end", x.due_start, x.due_end,
  p.actor AS party, h.actor AS holder, v.record
FROM assertion x JOIN v_record v ON v.record = x.record
LEFT JOIN mention p ON p.id = x.party LEFT JOIN mention h ON h.id = x.holder;

CREATE VIEW v_commitment_report AS
SELECT v.*, k.plover, k.status FROM commitment k JOIN v_record v ON v.record = k.record;

CREATE VIEW v_run AS
SELECT n.id AS addition, n.began, n.ended, n.added, n.known, n.failed, n.inputs, n.paths, r.id AS run, r.program,
  r.rules, r.packs, r.lexicon, r.own, r.config
FROM addition n JOIN run r ON r.id = n.run;
