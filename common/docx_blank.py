"""An empty Word file of an institution: its styles, named as a school names the parts of a paper, and its language.

Sizes by ГОСТ Р 7.0.97-2025 as in static/papers/print.css. Whoever edits the file changes a style once for the paper.
"""

import datetime as dt

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from common.docx_text import put

FONT = "Times New Roman"
INDENT = Mm(12.5)
BLACK = RGBColor(0, 0, 0)
LEFT, CENTRE, RIGHT, JUSTIFIED = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001  a file does not tell when it was asked for

PLAIN = "Без отступа"  # lines of stamps and signatures, the base of all that is not running text
TEXT, ITEM = "Текст документа", "Пункт"
FOUNDER, NAME, SHORT_NAME = "Учредитель", "Наименование учреждения", "Сокращённое наименование"
KIND, REG, HEADING, TITLE = "Вид документа", "Дата и номер", "Заголовок к тексту", "Название документа"
COMMAND, LABEL, CORNER, PROJECT = "Распорядительное слово", "Подзаголовок", "Угловой реквизит", "Проект"
CELL, COLUMN, STAGE = "Ячейка таблицы", "Головка таблицы", "Раздел таблицы"
PERFORMER, MARK, NOTE, FOOTER = "Исполнитель", "Отметка об электронной подписи", "Примечание", "Код проверки"
SECTION, APPENDIX_TITLE = "Heading 1", "Название приложения"

# style: (based on, alignment, size, bold, space before and after in points, line spacing)
STYLES = {
    PLAIN: ("Normal", LEFT, None, None, 0, 0, 1.0),
    TEXT: ("Normal", JUSTIFIED, None, None, 0, 0, None),
    ITEM: (TEXT, JUSTIFIED, None, None, 0, 0, None),
    FOUNDER: (PLAIN, CENTRE, 11, None, 0, 6, 1.0),
    NAME: (PLAIN, CENTRE, None, True, 0, 0, 1.0),
    SHORT_NAME: (PLAIN, CENTRE, None, None, 0, 0, 1.0),
    KIND: (PLAIN, CENTRE, 14, True, 14, 11, 1.0),
    REG: (PLAIN, LEFT, None, None, 0, 4, 1.0),
    HEADING: (PLAIN, LEFT, None, True, 17, 14, 1.0),
    TITLE: (PLAIN, CENTRE, None, True, 12, 12, 1.0),
    APPENDIX_TITLE: (TITLE, CENTRE, None, True, 12, 12, 1.0),
    COMMAND: (PLAIN, LEFT, None, None, 8, 6, None),
    LABEL: (PLAIN, LEFT, None, True, 8, 0, None),
    CORNER: (PLAIN, LEFT, None, None, 0, 0, 1.0),
    PROJECT: (PLAIN, RIGHT, None, True, 0, 6, 1.0),
    CELL: (PLAIN, LEFT, 11, None, 0, 0, 1.0),
    COLUMN: (CELL, CENTRE, 11, True, 0, 0, 1.0),
    STAGE: (CELL, CENTRE, 11, True, 0, 0, 1.0),
    PERFORMER: (PLAIN, LEFT, 10, None, 22, 0, 1.0),
    MARK: (PLAIN, LEFT, 7.5, None, 0, 0, 1.0),
    NOTE: (PLAIN, JUSTIFIED, 11, None, 0, 6, 1.0),
    FOOTER: (PLAIN, LEFT, 8.5, None, 0, 0, 1.0),
}
INDENTED = (TEXT, ITEM)
HYPHENATED = (CELL, COLUMN)  # words are parted in narrow columns alone, never in the text
WITH_NEXT = (KIND, REG, HEADING, TITLE, APPENDIX_TITLE, COMMAND, LABEL, STAGE)


def blank(*, small=False):
    """A new document with the styles of papers; `small`: 12 points where that saves a sheet."""
    document = Document()
    _normal(document.styles["Normal"], 12 if small else 13)
    for name, looks in STYLES.items():
        _style(document.styles, name, *looks)
    _section_heading(document.styles[SECTION])
    _outline(document.styles[APPENDIX_TITLE], 0)
    _modern(document)
    _drop_picture(document)
    return document


def describe(document, *, title, author):
    """The properties that a file manager shows."""
    properties = document.core_properties
    properties.title, properties.author, properties.language = title[:255], author[:255], "ru-RU"
    properties.comments, properties.keywords, properties.last_modified_by = "", "", ""
    properties.created = properties.modified = MADE


def _normal(style, size):
    style.font.size = Pt(size)
    _font(style)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    put(style.element.rPr, language)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = (
        1.05  # as 1.2 of the size in the PDF: Word counts from the font's own line
    )
    style.paragraph_format.widow_control = True
    _hyphenate(style, is_on=False)


def _font(style):
    """Our font in every script; without the names of the library's own theme, which would win."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def _style(styles, name, base, alignment, size, bold, before, after, spacing):
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.quick_style = styles[base], True
    style.font.bold = bold
    style.font.size = Pt(size) if size else None
    paragraph = style.paragraph_format
    paragraph.alignment, paragraph.line_spacing = alignment, spacing
    paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    paragraph.first_line_indent = INDENT if name in INDENTED else None
    paragraph.keep_with_next = True if name in WITH_NEXT else None
    if name in HYPHENATED:
        _hyphenate(style, is_on=True)
    if name == KIND:
        put(style.element.get_or_add_rPr(), parse_xml(f'<w:spacing {nsdecls("w")} w:val="34"/>'))


def _section_heading(style):
    """The heading of a section is Word's own first heading, so that the navigation pane and contents know it."""
    _font(style)
    style.font.size, style.font.bold, style.font.color.rgb = None, True, BLACK
    paragraph = style.paragraph_format
    paragraph.alignment, paragraph.space_before, paragraph.space_after = CENTRE, Pt(11), Pt(6)
    paragraph.keep_with_next = paragraph.keep_together = True


def _outline(style, level):
    element = OxmlElement("w:outlineLvl")
    element.set(qn("w:val"), str(level))
    put(style.element.get_or_add_pPr(), element)


def _hyphenate(style, *, is_on):
    element = OxmlElement("w:suppressAutoHyphens")
    element.set(qn("w:val"), "0" if is_on else "1")
    put(style.element.get_or_add_pPr(), element)


def _modern(document):
    """Otherwise Word opens the file in its compatibility mode of 2007; and Word parts words where a style lets it."""
    settings = document.settings.element
    settings.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "ru-RU")
    compat = settings.find(qn("w:compat"))
    for old in list(compat):
        compat.remove(old)
    compat.append(
        parse_xml(
            f'<w:compatSetting {nsdecls("w")} w:name="compatibilityMode"'
            ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        )
    )


def _drop_picture(document):
    """The library's own blank brings a picture of itself along; a paper of ours has none."""
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == RELATION.THUMBNAIL]:
        relations.pop(key)
