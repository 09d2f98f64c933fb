"""Lists of numbers by key, for as many as millions of keys, in eight bytes an entry."""

from __future__ import annotations

from array import array
from bisect import bisect_left

BUCKETS = 256
"""Parts that are sorted one by one: what is being sorted takes five times its room."""


class Postings:
    """Key → numbers, ascending.  Add all, then `sort`, then ask."""

    def __init__(self, bits: int) -> None:
        """Numbers are of this many bits, keys of the other 64."""
        self._bits = bits
        self._buckets = [array("Q") for _ in range(BUCKETS)]

    def add(self, key: int, number: int) -> None:
        """Put a number on the list of a key."""
        self._buckets[key % BUCKETS].append(key << self._bits | number)

    def sort(self) -> None:
        """Make the lists ready to be asked for."""
        for place, bucket in enumerate(self._buckets):
            self._buckets[place] = array("Q", sorted(bucket))

    def of(self, key: int, most: int) -> list[int]:
        """The first `most` numbers on a key's list."""
        bucket = self._buckets[key % BUCKETS]
        first = key << self._bits
        start = bisect_left(bucket, first)
        found = bucket[start : start + most]
        end = bisect_left(found, (key + 1) << self._bits)
        return [entry - first for entry in found[:end]]
