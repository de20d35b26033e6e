"""The contents of a register as bytes of a format."""

from common.pdf import render_pdf
from common.russian import date_words
from common.table_writing import as_text, write_csv, write_xlsx

PAPER_FORMAT = "pdf"
DENSE = 10  # columns: more of them are set in small type


def to_xlsx(contents, organization):
    return write_xlsx(contents.title, headings(contents), with_note(contents))


def to_csv(contents, organization):
    return write_csv(headings(contents), with_note(contents))


def to_pdf(contents, organization):
    return render_pdf("papers/register.html", paper(contents, organization))


FORMATS = {"xlsx": to_xlsx, "csv": to_csv, PAPER_FORMAT: to_pdf}


def written(contents, file_format, organization):
    """(bytes, file name): «База наставников 21.11.2026.xlsx»."""
    return FORMATS[file_format](contents, organization), f"{contents.title}.{file_format}"


def headings(contents):
    return [heading for heading, _ in contents.columns]


def with_note(contents):
    return [*contents.rows, [contents.note]] if contents.note else contents.rows


def paper(contents, organization):
    """Plain data of the sheet; control characters have no place on paper either."""
    return {
        "title": f"{contents.name} на {date_words(contents.on)}",
        "letterhead": {"short": organization.short_name},
        "is_dense": len(contents.columns) > DENSE,
        "columns": [{"title": heading, "width": width} for heading, width in contents.columns],
        "rows": [[as_text(cell) for cell in row] for row in contents.rows],
        "note": contents.note,
    }
