-- Where else the article tells what a record tells: the headline, a second telling.
INSERT INTO field (id, name) VALUES (30, 'also');

-- What is not asked for is not looked up: a count of the documents reads no text.
DROP VIEW v_document;
CREATE VIEW v_document AS
SELECT a.rid AS id, d.source, d.url, a.lang, a.title, a.published, a.published_end, a.time, a.publisher, a.author,
  a.relay, f.rid AS duplicate_of, a.records, d.raw_hash, d.raw_size, n.began AS added, a.run, t.body AS text,
  a.id AS article
FROM article a LEFT JOIN document d ON d.id = a.document LEFT JOIN addition n ON n.id = d.addition
LEFT JOIN text t ON t.id = a.text LEFT JOIN article f ON f.id = a.duplicate_of
WHERE a.current;
