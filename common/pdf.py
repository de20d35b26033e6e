"""The door to the PDF writer: WeasyPrint takes most of a second to import, so a process pays at its first paper."""

from collections.abc import Iterable


def render_pdf(template: str, content: dict, *, draft: bool = False) -> bytes:
    """Draw `content` by `papers/<name>.html` as PDF/A-2u; the same content always gives the same bytes."""
    from common import pdf_writer  # noqa: PLC0415  (slow library)

    return pdf_writer.render_pdf(template, content, draft=draft)


def join_pdfs(parts: Iterable[bytes]) -> bytes:
    """Bind papers into one file for the printer, in the given order."""
    from common import pdf_writer  # noqa: PLC0415  (slow library)

    return pdf_writer.join_pdfs(parts)
