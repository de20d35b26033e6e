"""Every consent of an institution with its text in force and the draft of the next one."""

from dataclasses import dataclass

from people.models import ConsentKind, ConsentText
from people.texts import builtin_texts

Status = ConsentText.Status


@dataclass
class TextLine:
    """One kind of consent, for adults or for the representatives of minors."""

    kind: str
    for_minors: bool
    current: ConsentText | None  # None: the usual words, no version of the institution yet
    draft: ConsentText | None

    @property
    def label(self):
        return ConsentKind(self.kind).label

    @property
    def signed(self):
        return self.current.signed if self.current else 0


def text_lines(me):
    """In two queries; an institution without versions reads the usual words."""
    rows = ConsentText.objects.visible_to(me).filter(status__in=[Status.CURRENT, Status.DRAFT])
    rows = rows.with_signed().defer("title", "body", "closing")
    found = {(row.kind, row.for_minors, row.status): row for row in rows}
    keys = [(kind, bool(minor)) for key in builtin_texts() for kind, _, minor in [key.partition("/")]]
    order = {kind: number for number, kind in enumerate(ConsentKind.values)}
    return [
        TextLine(
            kind, minor, found.get((kind, minor, Status.CURRENT)), found.get((kind, minor, Status.DRAFT))
        )
        for kind, minor in sorted(keys, key=lambda key: (key[1], order[key[0]]))
    ]
