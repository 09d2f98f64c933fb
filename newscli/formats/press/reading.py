"""One document of an export: lines in order, labels, text, labels again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscli.formats.dividing.filling import role_of, stated
from newscli.formats.drafting.body import add_residue, read_body
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.headers import is_bare_name
from newscli.formats.layout.labels import Labelled
from newscli.formats.layout.names import is_section
from newscli.formats.layout.residue import is_residue
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_prose, weight
from newscli.formats.layout.units import Unit
from newscli.formats.press.slips import Slip, dated, label_of, name_in, number_of
from newscli.formats.press.vendors import PICTURES, Vendor
from newscli.records import Role
from newscli.text import fold

CAPTION = 8  # words of a picture's description; fewer only say that there is one
CENTRED = 8  # blanks before a line in the middle
_missing = re.compile(r"(?:none|not) available\.?|n/a|-", re.IGNORECASE)


class DocumentReader:
    """Gives the units of one document their places in a draft."""

    def __init__(
        self, draft: Draft, vendor: Vendor, units: Sequence[Unit], found: Sequence[Slip]
    ) -> None:
        self.draft = draft
        self.vendor = vendor
        self.units = units
        self.found = found
        self.at = 0
        labels = [slip.label for slip in found if slip.label]
        self.named = any(label.field == "headline" and label.value for label in labels)
        """Whether a label names the headline."""
        self.pending = ""  # the field of a label whose value stands below it

    def read(self) -> None:
        """Take all units."""
        anchor = self._anchor()
        while self.at < len(self.units) and self.found[self.at].kind in ("begin", "rule"):
            if self.found[self.at].label:
                break
            self._add("separator")
        if anchor is not None:
            self._above(anchor)
        if anchor is not None or not self.vendor.anchor:
            self._below()
        self._labels()
        self._body()
        self._foot()

    # --- lines without labels ---------------------------------------------------------------

    def _anchor(self) -> int | None:
        """The line that the others are told apart by: the last of its kind above the text."""
        kind = self.vendor.anchor
        found = [index for index, slip in enumerate(self.found) if slip.kind == kind]
        if kind == "label":
            return next((i for i in found if self.found[i].is_own), None)
        if not found:
            return None
        text = next(
            (i for i in range(found[0] + 1, len(self.units)) if self._is_text(i)), len(self.units)
        )
        return max(index for index in found if index <= text)

    def _is_text(self, index: int) -> bool:
        text, slip = self.units[index].text, self.found[index]
        if slip.kind in ("body", "label"):
            return slip.kind == "body" or slip.is_own
        return slip.kind == "free" and is_prose(text) and text[-1] not in "?!"

    def _above(self, anchor: int) -> None:
        """Lines above the anchor: the last ones are what the database prints there."""
        own = range(self.at, anchor)
        slots = list(self.vendor.above)
        taken: dict[int, str] = {}
        free = [i for i in own if self.found[i].kind == "free" and not is_residue(self._text(i))]
        free = free or [index for index in own if self.found[index].kind == "edition"]
        signed = len(free) > 1 and self._is_name(free[-1]) and slots[-1:] == ["headline"]
        if signed and not is_section(self._text(free[-2])):
            taken[free.pop()] = "byline"
        for index in reversed(free):
            if not slots or (taken and min(taken) - index > 2):
                break
            taken[index] = slots.pop()
        first = min(taken, default=anchor)
        for index in own:
            if index < first and self.found[index].kind != "rights":
                self._add("other")
                continue
            self._front(taken.get(index, ""))

    def _below(self) -> None:
        """The anchor and lines below it, down to labels or text."""
        labels = self._labels_follow()
        slots = list(self.vendor.below)
        if self.named and "headline" in slots:
            slots.remove("headline")
        while self.at < len(self.units):
            kind, unit = self.found[self.at].kind, self.units[self.at]
            if kind in ("label", "body", "begin", "end"):
                return
            if kind in ("free", "edition", "byline") and slots:
                field = slots[0].rstrip("?")
                unsigned = slots[0] != field and kind != "byline" and not self._is_name(self.at)
                if field == "headline" and self._is_of_the_copy():
                    self._front("")
                elif unsigned or len(unit.text) > HEADLINE_LENGTH:
                    return
                else:
                    slots.pop(0)
                    self._front(field)
            elif kind == "free" and (is_prose(unit.text) or not labels):
                return
            else:
                self._front("date" if kind == "date" else "")

    def _labels_follow(self) -> bool:
        """Whether labels, or the mark of a body, come before the text."""
        for index in range(self.at, len(self.units)):
            kind = self.found[index].kind
            if kind in ("label", "body"):
                return True
            if kind == "free" and is_prose(self._text(index)) and index > self.at + 2:
                return False
        return False

    def _is_of_the_copy(self) -> bool:
        """Whether a line names an edition, or stands in the middle, and a headline follows."""
        if self.found[self.at].kind != "edition" and self.units[self.at].indent < CENTRED:
            return False
        for slip, unit in zip(self.found[self.at + 1 :], self.units[self.at + 1 :], strict=True):
            if slip.kind in ("label", "body"):
                return False
            if slip.kind == "free" and unit.indent < CENTRED:
                return True
        return False

    def _is_name(self, index: int) -> bool:
        """Whether a line can be its author's name."""
        text = self._text(index)
        return is_bare_name(text) or (text.isupper() and is_bare_name(text.title()))

    def _front(self, field: str) -> None:
        """Take a line without a label as what `field` says; a fact about the copy if empty."""
        unit, draft = self.units[self.at], self.draft
        if field == "headline" and draft.headline is None and not self.named:
            self._add("headline")
        elif field == "date" and (line := dated(unit.text, not self.vendor.month_first)):
            draft.state("date", line.date)
            draft.state("section" if draft.publisher else "publisher", line.name)
            self._add("date")
        elif field == "publisher":
            draft.state(field, number_of.sub("", unit.text))
            self._add("metadata")
        elif field == "byline":
            draft.state(field, stated(field, unit.text))
            self._add("byline")
        elif field == "section":
            draft.state(field, unit.text)
            self._add("metadata")
        else:
            add_residue(draft, unit)
            self.at += 1

    # --- labels -----------------------------------------------------------------------------

    def _labels(self) -> None:
        """Labelled lines above the text, and a headline among them."""
        texts = ("body",) if self._has_body() else ("body", "summary")
        while self.at < len(self.units):
            slip, unit = self.found[self.at], self.units[self.at]
            if slip.label and slip.label.field in texts:
                return
            if slip.kind in ("body", "end", "after") and not slip.label:
                return
            if slip.label:
                self._field(slip.label)
            elif self.pending and slip.kind not in ("end", "rights"):
                self._value(unit)
            elif slip.kind != "free":
                self._front("")
            elif unit.gap == 0 and self.at and self._is_headline(self.at - 1):
                self._add("headline")  # goes on
            elif self.draft.headline is None and not self.named and weight(unit.text) > 1:
                self._add("headline")
            elif not self._has_body_mark():
                return
            else:
                self._front("")

    def _is_headline(self, index: int) -> bool:
        """Whether a unit is the label of a headline with its value."""
        label = self.found[index].label
        return label is not None and label.field == "headline" and label.value != ""

    def _has_body_mark(self) -> bool:
        """Whether a mark or a label below says where the text begins."""
        for slip in self.found[self.at :]:
            if slip.kind == "body" or (slip.label is not None and slip.label.field == "body"):
                return True
            if slip.kind == "end":
                break
        return False

    def _has_body(self) -> bool:
        """Whether there is text beside an abstract and other values below their labels."""
        is_value = False
        for slip, unit in zip(self.found[self.at :], self.units[self.at :], strict=True):
            label = slip.label
            if label and label.field == "body" and not _missing.fullmatch(label.value):
                return True
            if slip.kind == "free" and is_prose(unit.text) and not is_value:
                return True
            is_value = label is not None and not label.value
        return False

    def _field(self, label: Labelled) -> None:
        """A labelled line: its value fills a field, the line as printed is kept."""
        draft, unit, value = self.draft, self.units[self.at], label.value
        below = self.at + 1 < len(self.units) and self.units[self.at + 1].gap == 0
        self.pending = label.field if not value or (below and label.field == "topics") else ""
        if " | " in value and " | " in unit.text:
            for piece in unit.text.split(" | "):
                if its := label_of(self.vendor, piece):
                    self._state(its.field, its.value)
            self._add("metadata")
        elif label.field == "headline" and value and draft.headline is None:
            draft.add("headline", unit.first, unit.last, value)
            draft.other.append(unit.text)
            self.at += 1
        elif label.field == "caption" and weight(value) >= CAPTION:
            draft.add("caption", unit.first, unit.last, value)
            draft.other.append(unit.text)
            self.at += 1
        else:
            self._state(label.field, value)
            self._add(role_of(label.field))

    def _value(self, unit: Unit) -> None:
        field = self.pending
        following = self.units[self.at + 1 : self.at + 2]
        near = bool(following) and following[0].gap <= unit.gap and not is_prose(following[0].text)
        if not (near and field == "topics"):
            self.pending = ""
        if field == "headline" and self.draft.headline is None:
            self._add("headline")
            return
        self._state(field, unit.text)
        self._add(role_of(field))

    def _state(self, field: str, value: str) -> None:
        draft = self.draft
        if field == "source":
            line = dated(value, not self.vendor.month_first)
            draft.state("publisher", line.name if line else name_in(value))
            draft.state("date", line.date if line else None)
        elif field not in ("body", "summary"):
            draft.state(field, stated(field, value))

    # --- text, and what follows -------------------------------------------------------------

    def _body(self) -> None:
        """The text: what stands below its mark, or below the labels, down to those after it."""
        if self.at == len(self.units):
            return
        slip, unit = self.found[self.at], self.units[self.at]
        body: list[Unit] = []
        if slip.kind == "body":
            self._add("metadata")
        elif slip.label and slip.label.field in ("body", "summary"):
            if _missing.fullmatch(slip.label.value):
                self._add("metadata")
            elif slip.label.value:
                body.append(unit._replace(text=slip.label.value))
                self.draft.other.append(f"{slip.label.label}:")
                self.at += 1
            else:
                self._add("metadata")
        while self.at < len(self.units) and not self._closes(self.at):
            body.append(self.units[self.at])
            self.at += 1
        if body:
            read_body(self.draft, body if self.vendor.anchor else _joined(body))

    def _closes(self, index: int) -> bool:
        """Whether the text ends above a unit: a mark, or a label with others below it."""
        slip = self.found[index]
        if slip.kind in ("end", "begin"):
            return True
        capital = slip.label is not None and slip.label.label.isupper()
        labelled = slip.label is not None and (capital if self.vendor.capitals else slip.is_own)
        return (labelled or slip.kind in ("after", "rights")) and self._only_foot(index + 1)

    def _only_foot(self, index: int) -> bool:
        """Whether what stands from `index` on is no text: nothing, or a label or mark next."""
        if index >= len(self.units):
            return True
        slip = self.found[index]
        if slip.label is not None or slip.kind not in ("free", "byline"):
            return True
        below = self.found[index + 1].kind if index + 1 < len(self.units) else ""
        return below in ("end", "label", "after")

    def _foot(self) -> None:
        """Labels and marks after the text; pictures are told there, too."""
        pictures = False
        while self.at < len(self.units):
            slip, unit = self.found[self.at], self.units[self.at]
            if slip.label and fold(slip.label.label) not in self.vendor.foot and not slip.is_own:
                self._front("")
            elif slip.label:
                pictures = slip.label.field == "caption"
                self._field(slip.label)
            elif slip.kind in ("body", "after"):
                pictures = fold(unit.text) in PICTURES
                self._add("metadata")
            elif slip.kind in ("end", "begin"):
                self._add("separator")
            elif pictures and weight(unit.text) >= CAPTION:
                self._add("caption")
            elif self.pending and slip.kind == "free":
                self._value(unit)
            else:
                self._front("")

    # --- units ------------------------------------------------------------------------------

    def _text(self, index: int) -> str:
        return self.units[index].text

    def _add(self, role: Role) -> None:
        """The unit at hand, as `role`."""
        unit = self.units[self.at]
        self.draft.add(role, unit.first, unit.last, unit.text)
        self.at += 1


def _joined(body: Sequence[Unit]) -> list[Unit]:
    """Lines below each other as one unit: what an alert quotes of a text is one paragraph."""
    out = list(body[:1])
    for unit in body[1:]:
        if unit.gap == 0:
            out[-1] = out[-1]._replace(text=f"{out[-1].text} {unit.text}", last=unit.last)
        else:
            out.append(unit)
    return out
