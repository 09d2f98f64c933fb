"""The tables of the index."""

SCHEMA_VERSION = 3
"""Part of the file's name, so that two versions of newscli can share a cache folder."""

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
  checksum INTEGER NOT NULL       -- CRC-32 of path and of format to articles
);
CREATE INDEX documents_by_container ON documents(container) WHERE container IS NOT NULL;
CREATE INDEX documents_in_doubt ON documents(id) WHERE again;
CREATE INDEX documents_in_trouble ON documents(id) WHERE problems <> '[]';

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
  body TEXT NOT NULL,             -- one paragraph a line
  details TEXT NOT NULL           -- JSON: the rest of the record
);

-- Fed with `text.searchable`, which folds and separates words: the tokenizer only cuts at spaces,
-- and marks (Mn, Mc) belong to words, as in `text.words`.
CREATE VIRTUAL TABLE postings USING fts5(
  headline, caption, body,
  content='',
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);
CREATE VIRTUAL TABLE terms USING fts5vocab(postings, 'row');

CREATE TABLE vocabulary(          -- the archive's words as folded, for repair
  initial TEXT NOT NULL,          -- first letter and length are the key of a bucket, which
  length INTEGER NOT NULL,        -- holds all candidates for a repair of two edits
  word TEXT NOT NULL,
  articles INTEGER NOT NULL,      -- how many have the word
  PRIMARY KEY (initial, length, word)
) WITHOUT ROWID;

CREATE TABLE deletions(           -- each word with any one letter left out: two words that are one
  shortened TEXT NOT NULL,        -- edit apart share one of these, or one is the other's
  word TEXT NOT NULL,             -- (Garbe, "symmetric delete"; FastSS, Bocek et al. 2007)
  PRIMARY KEY (shortened, word)
) WITHOUT ROWID;

-- Inflections: the vocabulary once more, under Porter stems.
CREATE VIRTUAL TABLE stems USING fts5(
  word, detail=none, columnsize=0,
  tokenize="porter unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);

CREATE TABLE state(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
