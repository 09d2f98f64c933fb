"""The tables of the index."""

SCHEMA_VERSION = 146
"""Part of the file's name, so that two versions of newscli can share a cache folder."""

SETTINGS = """
PRAGMA page_size = 8192;          -- in pages of 4096 few texts have room, and a sixth is left free
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
"""

SCHEMA = """
CREATE TABLE documents(           -- files, and the members of archives
  id INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE,      -- as the system has it, as it need not be UTF-8
  container BLOB,                 -- of a member: path of the archive
  size INTEGER NOT NULL,          -- the stamp (a member has its archive's): a document whose size,
  mtime_ns INTEGER NOT NULL,      -- times and inode are the same is taken as unchanged
  ctime_ns INTEGER NOT NULL,
  inode INTEGER NOT NULL,
  content INTEGER,                -- CRC-32 of a file whose stamp may deceive
  read_ns INTEGER NOT NULL,       -- when its content was read, nanoseconds since 1970
  again INTEGER NOT NULL,         -- to be looked at again at the next answer in any case
  format TEXT NOT NULL,           -- empty when it could not be read
  encoding TEXT NOT NULL,
  repairs INTEGER NOT NULL,       -- bytes mended while decoding
  problems TEXT NOT NULL,         -- JSON: [[reason, line], ...], told at every answer
  notes TEXT NOT NULL,            -- JSON, the same: what `check` tells
  articles INTEGER NOT NULL,      -- how many it has
  unread TEXT NOT NULL,           -- what it is, if it is no text that people read
  needs TEXT,                     -- the module without which it could not be read
  checksum INTEGER NOT NULL       -- CRC-32 of path and of format to unread
);
CREATE INDEX documents_by_container ON documents(container) WHERE container IS NOT NULL;
CREATE INDEX documents_in_doubt ON documents(id) WHERE again;
CREATE INDEX documents_in_need ON documents(needs) WHERE needs IS NOT NULL;
CREATE INDEX documents_in_trouble ON documents(id) WHERE problems <> '[]';
CREATE INDEX documents_unread ON documents(unread) WHERE unread <> '';

CREATE TABLE folders(             -- as they were when all that lay in them had been read
  id INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE,
  mtime_ns INTEGER NOT NULL,      -- tells of files added, removed and renamed
  listing BLOB NOT NULL           -- what lies in it, with stamps; `sources` knows how
);

CREATE TABLE articles(            -- what `list` shows, without the text, so that it is read fast
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES documents,
  headline TEXT NOT NULL,
  headline_derived INTEGER NOT NULL,
  publisher TEXT,
  place TEXT,
  date TEXT,
  words INTEGER NOT NULL,
  checksum INTEGER NOT NULL       -- CRC-32 of all that, with the document's path for its number
);
CREATE INDEX articles_by_document ON articles(document);

CREATE TABLE texts(
  number INTEGER PRIMARY KEY REFERENCES articles,
  checksum INTEGER NOT NULL,      -- CRC-32 of headline, captions, body and details
  captions TEXT NOT NULL,         -- one a line
  body BLOB NOT NULL,             -- one paragraph a line, packed; read it as a BLOB, as it may
                                  -- be of any type in a damaged file
  details TEXT NOT NULL           -- JSON: the rest of the record
);

-- Fed with `text.searchable`, which folds and separates words: the tokenizer only cuts at spaces,
-- and marks (Mn, Mc) belong to words, as in `text.words`.  `facts`: see `filtering`.
CREATE VIRTUAL TABLE postings USING fts5(
  headline, caption, body, facts,
  content='',
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);
CREATE VIRTUAL TABLE terms USING fts5vocab(postings, 'row');

-- Headlines and openings alone: they rank what very many articles match.
CREATE VIRTUAL TABLE leads USING fts5(
  headline, caption, body, facts,
  content='',
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);

-- Postings of a whole transaction are sorted in memory, so that each ends in one segment: at the
-- usual 1 MB, 4 MB of news end in ten, which are written and merged again and again.
INSERT INTO postings(postings, rank) VALUES ('hashsize', 33554432);
INSERT INTO leads(leads, rank) VALUES ('hashsize', 33554432);

CREATE TABLE vocabulary(          -- the archive's words as folded
  word TEXT PRIMARY KEY,
  articles INTEGER NOT NULL       -- how many have the word
) WITHOUT ROWID;

CREATE TABLE variants(            -- words that are not spelt plainly: u.s., e-mail, müller
  plain TEXT NOT NULL,            -- us, email, mueller
  written TEXT NOT NULL,          -- its words as folded, a space between: `u s`, `e mail`, `muller`
  articles INTEGER NOT NULL,      -- how many have it spelt so
  PRIMARY KEY (plain, written)
) WITHOUT ROWID;
CREATE INDEX variants_by_written ON variants(written);

CREATE TABLE buckets(             -- the words that can be repairs, where likely ones are together:
  side TEXT NOT NULL,             -- those with the same first letter ('first') or last ('last')
  letter TEXT NOT NULL,
  letters TEXT NOT NULL,          -- as `planes.parts` has words: compared by the thousand, and in
  widths TEXT NOT NULL,            -- half of their bytes
  planes BLOB NOT NULL,
  added TEXT NOT NULL,            -- those that came since, with a space after each
  PRIMARY KEY (side, letter)
);

-- Inflections: the vocabulary once more, under Porter stems; many words a row.
CREATE VIRTUAL TABLE stems USING fts5(
  words, detail=none, columnsize=0,
  tokenize="porter unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);

CREATE TABLE sounds(              -- the same by their consonants, as `text.skeletons` has them
  beginning TEXT PRIMARY KEY,     -- the first of these: a row a word takes ten times as long
  words TEXT NOT NULL             -- with a space after each
) WITHOUT ROWID;

CREATE TABLE compared(            -- articles for which links have been looked for
  number INTEGER PRIMARY KEY,
  stale INTEGER NOT NULL          -- it has gone, or come again, since
);
CREATE INDEX no_longer_compared ON compared(number) WHERE stale;

CREATE TABLE links(               -- what articles are to each other; each as seen from both
  number INTEGER NOT NULL,
  other INTEGER NOT NULL,
  kind INTEGER NOT NULL,          -- place in `links.KINDS`
  similarity REAL NOT NULL,       -- 0 to 1
  part INTEGER,                   -- whether a passage of this one is linked; NULL without passage
  first INTEGER,                  -- paragraphs of the passage, counted from 0
  last INTEGER,
  first_there INTEGER,            -- and in the other
  last_there INTEGER,
  PRIMARY KEY (number, other)
) WITHOUT ROWID;

CREATE TABLE stories(             -- the groups that links make, at the usual threshold
  story INTEGER NOT NULL,         -- lowest number of an article that tells it as a whole
  number INTEGER NOT NULL,
  copy_of INTEGER,                -- lowest number among identical ones, if that is another
  first INTEGER,                  -- paragraphs that tell it, counted from 0, where the rest
  last INTEGER,                   -- tells of something else
  PRIMARY KEY (story, number)
) WITHOUT ROWID;
CREATE INDEX stories_by_article ON stories(number);

CREATE TABLE tags(                -- what the desk says of articles, as of state `tags`
  tag TEXT NOT NULL,
  number INTEGER NOT NULL,
  stood INTEGER NOT NULL,         -- found by where the article stands, as its text is another
  PRIMARY KEY (tag, number)
) WITHOUT ROWID;
CREATE INDEX tags_by_article ON tags(number);

CREATE TABLE added(               -- articles that came after the archive's first load
  number INTEGER PRIMARY KEY,
  time INTEGER NOT NULL           -- microseconds since 1970
);
CREATE INDEX added_by_time ON added(time);

CREATE TABLE columns(             -- facts of all articles, as `columns` has them
  kind TEXT PRIMARY KEY,
  names TEXT NOT NULL,            -- JSON: the different ones, each a list
  type TEXT NOT NULL,             -- of the array that the places are
  places BLOB NOT NULL,           -- by an article's number
  checksum INTEGER NOT NULL       -- CRC-32 of all that
);

CREATE TABLE state(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
