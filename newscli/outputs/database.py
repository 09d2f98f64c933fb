"""SQLite: one file with the tables `articles`, `paragraphs` and `captions`, ready for Datasette."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from newscli.outputs.table import COLUMNS, cells
from newscli.records import Article

_SCHEMA = """
CREATE TABLE articles(
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  headline TEXT NOT NULL,
  headline_derived INTEGER NOT NULL,  -- 1: the document has none, this is its opening
  byline TEXT, place TEXT,
  date TEXT,                          -- ISO 8601
  language TEXT, url TEXT, publisher TEXT, section TEXT,
  text TEXT NOT NULL,                 -- the paragraphs, with a blank line between them
  words INTEGER NOT NULL,
  subheads TEXT, captions TEXT, credits TEXT, other TEXT,  -- JSON
  path TEXT NOT NULL, format TEXT NOT NULL, encoding TEXT NOT NULL,
  first_line INTEGER NOT NULL, last_line INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  cut TEXT,                           -- JSON
  confidence REAL,                    -- 0 to 1
  topics TEXT, tags TEXT,             -- JSON
  origin TEXT                         -- file and lines before an earlier export
) WITHOUT ROWID;

CREATE TABLE paragraphs(
  article TEXT NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,          -- from 1
  text TEXT NOT NULL,
  PRIMARY KEY (article, position)
) WITHOUT ROWID;

CREATE TABLE captions(
  article TEXT NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,          -- from 1
  text TEXT NOT NULL,
  credit TEXT, agency TEXT,
  date TEXT,                          -- the photo's
  PRIMARY KEY (article, position)
) WITHOUT ROWID;
"""


def write_sqlite(articles: Iterable[Article], file: Path) -> None:
    """Fill the empty `file`.  An article named twice is in it once.  Raises `OSError`."""
    try:
        # Nothing reads it before it is done, and whoever called sees to its being on the disk.
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            db.executescript(_SCHEMA)
            db.execute("BEGIN")
            for article in articles:
                _add(db, article)
            db.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(str(error)) from error  # such as a full disk


def _add(db: sqlite3.Connection, article: Article) -> None:
    row = cells(article)
    added = db.execute(
        f"INSERT OR IGNORE INTO articles({', '.join(COLUMNS)}) "  # noqa: S608 - our own names
        f"VALUES ({', '.join('?' * len(COLUMNS))})",
        [row[column] for column in COLUMNS],
    )
    if not added.rowcount:
        return
    db.executemany(
        "INSERT INTO paragraphs(article, position, text) VALUES (?, ?, ?)",
        [(article.id, n, text) for n, text in enumerate(article.paragraphs, start=1)],
    )
    db.executemany(
        "INSERT INTO captions(article, position, text, credit, agency, date) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(article.id, n, *caption) for n, caption in enumerate(article.captions, start=1)],
    )
