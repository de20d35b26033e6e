"""How big a document may be, and the sentences for those that cannot be read."""

from common.blocks import Block, Paragraph, tidy

MAX_PAGES = 60
MAX_TAGS = 3_000_000  # of the text of a Word file: 40,000 table rows have half as many
MAX_BLOCKS = 50_000
MAX_CELLS = 200_000
MAX_ACROSS = 200
MAX_LETTERS = 5_000_000

SAVE_AS = "Откройте документ в Word и сохраните как .docx, затем загрузите снова."
PASTE = "Загрузите файл Word (.docx) или вставьте текст документа в поле для текста."
TOO_HEAVY = (
    "Документ слишком тяжёлый для чтения. "
    "Скопируйте из него нужную часть в новый документ, сохраните как .docx и загрузите снова."
)
TOO_LONG = "Текст слишком длинный. Оставьте в нём только нужный документ и загрузите снова."
BROKEN = f"Файл повреждён или загружен не полностью. {SAVE_AS}"
LOCKED = "Документ защищён паролем. Снимите пароль (в Word: «Файл», «Сведения», «Защита документа») и загрузите снова."
UNKNOWN = "Это не текстовый документ. Загрузите файл в формате DOCX, XLSX, PDF или TXT."
EMPTY = f"В документе нет текста. Проверьте, что выбран нужный файл. {PASTE}"
PICTURE_ONLY = f"В документе только картинка, букв в ней программа не видит. {PASTE}"
FOREIGN_CODE = f"В файле есть посторонний код. {SAVE_AS}"
INSERTED_FILE = f"В документ вставлен другой файл целиком. {SAVE_AS}"
OLD_WORD = f"Это документ старого Word (.doc). {SAVE_AS}"
OPEN_TEXT = f"Это документ в формате ODT. {SAVE_AS}"
SLIDES = f"Это презентация, а не документ. {PASTE}"
WEB_PAGE = f"Это веб-страница, а не документ. {SAVE_AS}"
ARCHIVE = "Это архив. Распакуйте его и загрузите сам документ (DOCX, XLSX, PDF или TXT)."
NO_PAGES = f"В этом PDF нет ни одной страницы. {PASTE}"
TOO_MANY_PAGES = (
    f"В документе больше {MAX_PAGES} страниц, а читаются не больше {MAX_PAGES}. "
    "Сохраните нужные страницы отдельным файлом (при печати в PDF укажите номера страниц) и загрузите его."
)
SCAN = f"Это скан без текста: на страницах только картинки. {PASTE}"
RUBBISH = f"Текст в этом PDF записан значками, которые не превращаются в буквы. {PASTE}"


class DocumentError(ValueError):
    """A file that cannot be read as a document; the text is for the person who sent it."""


def within_limits(blocks: list[Block]) -> list[Block]:
    """The blocks, if there is a word in them and not too many; otherwise DocumentError."""
    cells = letters = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            letters += len(block.text)
        else:
            cells += sum(map(len, block.rows))
            letters += sum(len(cell) for row in block.rows for cell in row)
    if len(blocks) > MAX_BLOCKS or cells > MAX_CELLS or letters > MAX_LETTERS:
        raise DocumentError(TOO_HEAVY)
    if not any(map(has_text, blocks)):
        raise DocumentError(EMPTY)
    return blocks


def paragraphs_of(text: str) -> list[Block]:
    """Plain text, a paragraph for every line; counted before it is cut."""
    if len(text) > MAX_LETTERS or text.count("\n") + text.count("\r") > MAX_BLOCKS:
        raise DocumentError(TOO_LONG)
    return [Paragraph(line) for line in tidy(text).split("\n")]


def has_text(block: Block) -> bool:
    cells = [block.text] if isinstance(block, Paragraph) else (cell for row in block.rows for cell in row)
    return any(cell.strip() for cell in cells)
