"""Named tuples as `typing` has them, defined in a tenth of the time.

A command defines fifty of them, most of which it never makes one of; `typing.NamedTuple` compiles a
constructor for each, and every annotation.  Here all share one constructor, and annotations stay as
they are; those that are made often, as in a load, get one that takes a tenth of the time.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`
if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import _tuplegetter, namedtuple

    OFTEN = 100  # times that fields are named or left out; by then compiling has paid
    _completions = {}

    class _Named(tuple):
        """What all of them can do, as the documentation of `collections.namedtuple` says."""

        __slots__ = ()

        def __new__(cls, /, *given, **named):
            if named or len(given) != len(cls._fields):
                given = _completed(cls, given, named)
            return tuple.__new__(cls, given)

        def _replace(self, /, **changed):
            made = tuple.__new__(type(self), map(changed.pop, self._fields, self))
            if changed:
                raise TypeError(f"{type(self).__name__} has no {', '.join(changed)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            shown = ", ".join([f"{name}=%r" for name in self._fields])
            return f"{type(self).__name__}({shown % tuple(self)})"

        def __getnewargs__(self):
            return tuple(self)

    def _completed(cls, given, named):
        """The values of all fields: as given, by name or by default."""
        _completions[cls] = times = _completions.get(cls, 0) + 1
        if times == OFTEN:
            made = namedtuple("_Made", cls._fields, defaults=cls._field_defaults.values())
            cls.__new__ = staticmethod(made.__new__)
        rest = cls._fields[len(given) :]
        if not named and 0 < len(rest) <= len(cls._field_defaults):  # which the last ones have
            return (*given, *[*cls._field_defaults.values()][-len(rest) :])
        values = cls._field_defaults | named
        if len(given) > len(cls._fields) or named.keys() - rest or {*rest} - values.keys():
            raise TypeError(f"{cls.__name__} has the fields {', '.join(cls._fields)}")
        return (*given, *[values[one] for one in rest])

    class _Definition(type):
        """Makes a plain class of what stands in the body."""

        def __new__(mcls, name, bases, body):
            if not bases:
                return super().__new__(mcls, name, bases, body)
            fields = (*body["__annotations__"],)
            getters = {one: _tuplegetter(place, None) for place, one in enumerate(fields)}
            defaults = {one: body[one] for one in fields if one in body}
            named = {"_fields": fields, "__match_args__": fields, "_field_defaults": defaults}
            return type.__new__(type, name, (_Named,), body | getters | named | {"__slots__": ()})

    class NamedTuple(metaclass=_Definition):
        """Base of a class whose annotations name its fields."""
