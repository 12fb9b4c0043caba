-- Where else the article tells what a record tells: the headline, a second telling.
INSERT INTO field (id, name) VALUES (30, 'also');
