"""The door to the DOCX writer: python-docx takes a fifth of a second to import, so a process pays at its first file."""

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render_docx(content: dict, *, template: str = "papers/paper.html") -> bytes:
    """Write `content` as an editable Word file; `template` is the one that its PDF is drawn by."""
    from common import docx_writer  # noqa: PLC0415  (slow library)

    return docx_writer.render_docx(content, template=template)
