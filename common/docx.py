"""The door to the DOCX writer: python-docx takes a fifth of a second to import, so a process pays at its first file."""

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render_docx(content: dict) -> bytes:
    """Write `content` of a table paper (stamps, title, text, table with spans) as an editable Word file."""
    from common import docx_writer  # noqa: PLC0415  (slow library)

    return docx_writer.render_docx(content)
