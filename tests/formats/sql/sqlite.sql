PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE news (id INTEGER PRIMARY KEY, title TEXT, content TEXT, author TEXT, date TEXT);
INSERT INTO news VALUES(1,'Velm''s ferry stops after a storm',replace('The ferry of Velm stopped running on Tuesday after a storm; the harbour''s office told passengers to wait.\n\nNobody was hurt when the waves tore three beams from the landing stage, said the harbour master.','\n',char(10)),'Ida Holm','2019-05-03');
INSERT INTO news VALUES(2,'Lysvik keeps its library open on Sundays','The council of Lysvik voted nine to three to keep the library open on Sundays, after a debate of four hours.
The mayor, who was against, called the costs “too high for a small town”.','Tom Aker',NULL);
COMMIT;
