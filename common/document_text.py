"""Reads plain text in any code page; works in the child process of `document_parsing`."""

from common.blocks import Block
from common.document_limits import UNKNOWN, WEB_PAGE, DocumentError, paragraphs_of
from common.table_limits import TableError
from common.table_text import decode

PAGES = ("<!doctype", "<html", "<?xml", "<svg", "<head", "<body", "<table", "<meta", "mime-version:")


def read_plain(data: bytes) -> list[Block]:
    """A paragraph for every line."""
    try:
        text = decode(data).lstrip("\ufeff")
    except TableError as error:
        raise DocumentError(UNKNOWN) from error
    if text[:200].lstrip().lower().startswith(PAGES):
        raise DocumentError(WEB_PAGE)
    return paragraphs_of(text)
