"""From the blocks of a document to the draft of a roadmap; pure and total: any blocks give a draft."""

from collections.abc import Sequence

from common.blocks import Block
from roadmap.reading.building import Builder
from roadmap.reading.draft import RoadmapDraft
from roadmap.reading.grids import Grid, Piece, pieces_of
from roadmap.reading.heading import read_head
from roadmap.reading.headlines import head_lines
from roadmap.reading.labelled import read_labelled
from roadmap.reading.phrases import is_blank
from roadmap.reading.rows import habits_of, joined_records, with_tens
from roadmap.reading.separated import with_grids
from roadmap.reading.sequence import with_sequence
from roadmap.reading.tables import Layout, has_table, lay_out
from roadmap.reading.words import lost_texts

MAX_ROWS = 3000


def interpret(blocks: Sequence[Block], columns: Sequence[str] | None = None) -> RoadmapDraft:
    """Read a document: everything it says stands in a field or, whole, in `unrecognised`.

    `columns` are the fields of the table's columns by their place, where a person says what they are.
    """
    layout = _layout(_first_rows(pieces_of(blocks)), columns or ())
    head = read_head(layout.head)
    draft = RoadmapDraft(
        title_lines=head.title_lines,
        institution=head.institution,
        letterhead=head.letterhead,
        intro="\n".join(head.intro),
        stamps=head.stamps,
        columns=[(column.field, column.heading) for column in layout.columns],
        unrecognised=[text for text in head.rest if not is_blank(text)],
    )
    with_tens(layout.records)
    habits = habits_of(layout.records, layout.columns)
    records, rest = joined_records(layout.records, habits)
    builder = Builder(habits, head.years)
    for record in records:
        builder.add(record)
    draft.stages = builder.stages
    draft.unrecognised += rest + layout.rest
    draft.repeated = layout.repeated + builder.repeated
    draft.unrecognised += lost_texts(blocks, draft.to_json())
    return draft


def _first_rows(pieces: list[Piece]) -> list[Piece]:
    """No roadmap is longer; the texts of what comes after go to `unrecognised`."""
    room = MAX_ROWS
    kept: list[Piece] = []
    for piece in pieces:
        size = len(piece.rows) if isinstance(piece, Grid) else 1
        kept.append(Grid(piece.rows[:room]) if size > room else piece)
        room -= size
        if room <= 0:
            break
    return kept


def _layout(pieces: list[Piece], fields: Sequence[str]) -> Layout:
    """The table of the document, wherever it hides: in a table, in separated lines, in one cell a line."""
    if not has_table(pieces) and (layout := read_labelled(pieces, fields)):
        return layout
    if not has_table(pieces):
        pieces = with_grids(pieces)
    if not has_table(pieces):
        pieces = with_sequence(pieces)
    return lay_out(pieces, fields) or Layout(head_lines(pieces))
