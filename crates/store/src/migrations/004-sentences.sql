-- By what near copies are found (copies.rs): the long sentences of each article. Articles that were added before this
-- script have none; they are found again once a newer run has read them.

ALTER TABLE article ADD COLUMN letters INTEGER;  -- letters of its long sentences

CREATE TABLE sentence (
  run     INTEGER NOT NULL REFERENCES run,
  hash    INTEGER NOT NULL,              -- of its letters and digits
  article INTEGER NOT NULL REFERENCES article,
  PRIMARY KEY (run, hash, article)
) STRICT, WITHOUT ROWID;
