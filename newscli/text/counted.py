"""A number with its noun, as messages and pages have it."""


def counted(count: int, noun: str) -> str:
    """A number with its noun, in the plural unless it is one.

    >>> counted(1, "article"), counted(2225, "match")
    ('1 article', '2,225 matches')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun}{'es' if noun.endswith('ch') else 's'}"
