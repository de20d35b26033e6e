"""The door of the reader: blocks in, a questionnaire with doubts out. Pure."""

from dataclasses import dataclass, field

from surveys.reading.building import built, content_of
from surveys.reading.head import NAMELESS, Head
from surveys.reading.lines import source_of
from surveys.reading.outline import outline_of


@dataclass
class Reading:
    """`content` is JSON of surveys/sheet.py; `unread` are lines that came into nothing; `places` {question: line}."""

    title: str
    greeting: str
    content: dict
    doubts: list[dict]  # [{"question": key or "", "words": …}]
    unread: list[str]
    purpose: str = "own"
    side: str = ""
    lines: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    questions: int = 0
    asking: int = 0  # how many of them nobody would take for something else
    is_plan: bool = False  # a roadmap or a plan of work


def read(blocks) -> Reading:
    source = source_of(blocks)
    outline = outline_of(source.items)
    head = Head(outline.head)
    made = built(outline, head)
    return Reading(
        title=head.title or NAMELESS,
        greeting=head.greeting,
        content=content_of(made),
        doubts=made.doubts,
        unread=head.left + made.left,
        purpose=head.purpose,
        side=head.side,
        lines=source.shown,
        places=made.places,
        questions=sum(len(section.questions) for section in made.sections),
        asking=made.asking,
        is_plan=source.plans > 0,
    )
