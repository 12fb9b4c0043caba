-- By what the furniture of a site is known (sites.rs): how many pages that a run read have a line. Pages that were added
-- before this script are not counted; a newer run counts them when it reads them anew.

CREATE TABLE site_line (
  run   INTEGER NOT NULL REFERENCES run,
  hash  INTEGER NOT NULL,                -- of the host and the line's letters and digits
  pages INTEGER NOT NULL,
  PRIMARY KEY (run, hash)
) STRICT, WITHOUT ROWID;
