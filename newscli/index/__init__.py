"""The store: one SQLite file that holds documents, articles, postings and vocabulary.

All SQL of newscli stands in this folder.  The index is a cache: whatever it holds can be had again
from the documents, so a damaged one, or one of another schema version, is rebuilt and never
migrated.

A document's row, its articles and their postings change in one transaction, so that no fault can
part them.  Readers work on a snapshot: they see the archive before a load or after one of its
transactions, never a mix.
"""

from newscli.index.schema import SCHEMA_VERSION
from newscli.index.store import Index, of_files

__all__ = ["SCHEMA_VERSION", "Index", "of_files"]
