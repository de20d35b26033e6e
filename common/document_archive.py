"""Opens what is packed as ZIP: Word files and spreadsheets; works in the child process of `document_parsing`.

The directory is judged before anything is opened and the true sizes are counted while it is read.
"""

import io
import posixpath
import zipfile

from lxml import etree

from common.blocks import Block
from common.document_docx import WordReader
from common.document_limits import (
    ARCHIVE,
    BROKEN,
    FOREIGN_CODE,
    LOCKED,
    MAX_TAGS,
    OPEN_TEXT,
    PICTURE_ONLY,
    SLIDES,
    TOO_HEAVY,
    DocumentError,
    has_text,
)
from common.document_sheet import read_sheets
from common.table_limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED
from common.table_workbook import unpack
from common.zips import BAD_ZIP

MAIN = "word/document.xml"
TOO_BIG = {etree.ErrorTypes.ERR_NO_MEMORY, etree.ErrorTypes.ERR_RESOURCE_LIMIT}


def read_archive(data: bytes) -> list[Block]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = check_members(archive.infolist())
            if "xl/workbook.xml" in members or "xl/workbook.bin" in members:
                return read_sheets(data, is_archive=True)
            if "content.xml" in members:
                return read_open_document(archive, data)
            return read_word(Package(archive, members))
    except BAD_ZIP as error:
        raise DocumentError(BROKEN) from error


def check_members(members):
    """The members by name, if the archive's directory promises nothing unheard of."""
    by_name = {member.filename: member for member in members}
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if len(by_name) != len(members) or not members:
        raise DocumentError(BROKEN)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * packed + (8 << 20):
        raise DocumentError(TOO_HEAVY)
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError(LOCKED)
    return by_name


def read_open_document(archive, data):
    kind = archive.read("mimetype")[:100] if "mimetype" in archive.namelist() else b""
    if b"opendocument.text" in kind:
        raise DocumentError(OPEN_TEXT)
    if b"opendocument.presentation" in kind:
        raise DocumentError(SLIDES)
    return read_sheets(data, is_archive=True)


def read_word(package):
    main = package.relations("").get("officeDocument", MAIN)
    if main.startswith("ppt/"):
        raise DocumentError(SLIDES)
    if main not in package.members:
        raise DocumentError(BROKEN if "[Content_Types].xml" in package.members else ARCHIVE)
    others = package.relations(main)
    parts = {
        name: package.tree(others.get(name)) for name in ("styles", "numbering", "footnotes", "endnotes")
    }
    blocks = WordReader(**parts).read(package.tree(main))
    if "image" in others and not any(map(has_text, blocks)):
        raise DocumentError(PICTURE_ONLY)
    return blocks


class Package:
    """The XML parts of an archive, each parsed without entities, network or endless depth."""

    def __init__(self, archive, members):
        self.archive, self.members, self.left = archive, members, MAX_UNPACKED

    def tree(self, name):
        """The root of a part; None if there is no such part."""
        if name not in self.members:
            return None
        content = unpack(self.archive, self.members[name], self.left)
        self.left -= len(content)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise DocumentError(FOREIGN_CODE)
        if content.count(b"<") > MAX_TAGS:
            raise DocumentError(TOO_HEAVY)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise DocumentError(TOO_HEAVY if error.code in TOO_BIG else BROKEN) from error
        if root.getroottree().docinfo.doctype:  # in UTF-16 it is not seen from outside
            raise DocumentError(FOREIGN_CODE)
        return root

    def relations(self, part):
        """The parts that `part` leans on, by the last word of their kind; "" is the archive itself."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            link.get("Type", "").rpartition("/")[2]: posixpath.normpath(
                posixpath.join("/", folder, link.get("Target", ""))
            ).lstrip("/")
            for link in (() if root is None else root)
            if link.get("TargetMode") != "External"
        }
