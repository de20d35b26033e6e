"""The Word twin of the PDF writer: the same requisites in the same order (templates/papers/), editable.

One writer for every content: papers of documents/papers/pieces.py, a roadmap as a table under its stamps, consents
(`paragraphs`), acts (`table`, `signers`). What Word can do by itself is left to it: it counts items and pages, repeats
the heads of tables, keeps a row whole and the last items on the sheet of the signature.
"""

import io

from common.docx_blank import NOTE, PLAIN, TEXT, blank, describe
from common.docx_blocks import Writer
from common.docx_covers import agreement_head, cover, letter
from common.docx_requisites import (
    acknowledgement,
    appendix_head,
    corner,
    head,
    performer,
    project,
    signature,
    stamps,
    title,
    word_and_date,
)
from common.docx_sheets import first_sheet, next_part
from common.docx_text import add, printable, say
from common.paper_text import bind

DATE_BLANK = "«____» ____________ 20___ г."
TOGETHER = 2  # items or texts at the end that travel with the signature


def render_docx(content: dict, *, template: str = "papers/paper.html") -> bytes:
    """The file for any content; `template` is the one its PDF is drawn by: letters and agreements have a look of
    their own, the shapes of all others say themselves.
    """
    content = printable(content)
    is_act = "signers" in content  # three years, in small letters, as its PDF
    document = blank(small=is_act or content.get("small") or content.get("one_sheet"))
    short = is_act or bool(content.get("short_keeping"))
    lying = bool(content.get("landscape") or content.get("is_wide"))
    width = first_sheet(document, lying=lying, short=short, lines=foot_lines(content))
    if template == "papers/letter.html":
        letter(document, content)
    else:
        _write(document, content, width, template=template, short=short)
    describe(document, title=title_of(content), author=(content.get("letterhead") or {}).get("short") or "")
    return _saved(document)


def _write(document, content, width, *, template, short):
    writer = Writer(document, width)
    if template == "papers/agreement.html":
        agreement_head(document, content, width)
    else:
        write_head(document, content, width)
    if "paragraphs" in content:
        write_consent(document, writer, content, width)
    elif "signers" in content:
        write_act(document, writer, content, width)
    else:
        write_text(document, writer, content, width)
    write_parts(document, content, short)


def title_of(content):
    """ "ПРИКАЗ № 147-од от 02.10.2026. О закреплении …" """
    reference = f" № {content['number']} от {content['date']}" if content.get("number") else ""
    about = content.get("heading") or " ".join(content.get("title_lines") or [])
    return ". ".join(filter(None, [f"{content.get('kind', '')}{reference}".strip(), about]))


def foot_lines(content):
    """What the first sheet of a registered paper says at its foot: this is a copy, there the original is found."""
    verification = content.get("verification")
    if not verification or content.get("draft"):
        return []
    if "paragraphs" in content:
        return [f"Экземпляр и версия текста: {verification['address']}", f"Код: {verification['code']}"]
    return [
        f"Копия. Подлинник – в реестре, код {verification['code']}",
        f"Проверка подлинности документа: {verification['address']}",
    ]


def write_head(document, content, width):
    """All that stands above the text."""
    if content.get("draft"):
        project(document)
    if content.get("cover"):
        cover(document, content, width)
        if any(content.get(key) for key in ("preamble", "items", "body", "signature", "signatures")):
            next_part(document, short=bool(content.get("short_keeping")), counts_on=True)
        content = {"reg": content.get("reg"), "heading": content.get("heading")}
    stamps(document, content.get("left_stamps"), content.get("stamp"), width)
    if content.get("letterhead"):
        head(document, content["letterhead"])
    if content.get("addressee"):
        corner(document, content["addressee"], width)
    has_reg = content.get("reg") is not False and "place" in content
    word_and_date(document, content, width, date_blank=DATE_BLANK if has_reg else "")


def write_text(document, writer, content, width):
    """Preamble, items, blocks; the last of them stay on the sheet of the signature."""
    if content.get("preamble"):
        add(document, TEXT, content["preamble"])
    if content.get("command"):
        add(document, "Распорядительное слово", content["command"])
    if content.get("intro"):
        add(document, NOTE, content["intro"])
    signers = [*filter(None, [content.get("signature")]), *(content.get("signatures") or [])]
    items, body = content.get("items") or [], content.get("body") or []
    writer.items(items, closing=TOGETHER if signers and not body else 0)
    writer.blocks(body, closing=TOGETHER if signers else 0)
    if content.get("table"):
        writer.table(content["table"])
    for n, one in enumerate(signers, 1):
        signature(document, one, width, keep=n < len(signers) or bool(content.get("performer")))
    if content.get("performer"):
        performer(document, content["performer"])


def write_consent(document, writer, content, width):
    """Paragraphs with number, label, a table of categories; the closing and the signature stay together."""
    name = content.get("name_bold") or ""
    for one in content["paragraphs"]:
        if one.get("table"):
            writer.table(one["table"])
            continue
        paragraph = add(document, PLAIN if one.get("look") else TEXT)
        for words, bold in ((one.get("number"), None), (one.get("label"), True)):
            if words:
                say(paragraph, words, bold=bold)
                paragraph.add_run(" ")
        _with_bold_name(paragraph, one["text"], name)
    if content.get("closing"):
        add(document, TEXT, content["closing"], keep=True)
    signed = {"post": content.get("signed_at") or content.get("date_blank") or DATE_BLANK}
    signature(document, signed | {"name": content["name"], "mark": content.get("mark")}, width)


def write_act(document, writer, content, width):
    """The act of destruction: the table of its fields, the term of keeping, the signatures of all who destroyed."""
    add(document, TEXT, content["preamble"])
    writer.table(content["table"])
    add(document, TEXT, "Акт и выгрузка из журнала регистрации событий хранятся 3 года со дня уничтожения данных.",
        keep=True)  # fmt: skip
    for n, one in enumerate(content["signers"], 1):
        signature(document, one, width, keep=n < len(content["signers"]))


def write_parts(document, content, short):
    """Appendices and the list of acquaintance, each on sheets of its own."""
    for one in content.get("appendices") or []:
        lying, counts_on = bool(one.get("landscape")), bool(one.get("through"))
        width = next_part(document, lying=lying, short=short, counts_on=counts_on)
        if one.get("cover"):
            cover(document, one, width)
            width = next_part(document, lying=lying, short=short, counts_on=True)
        else:
            stamps(document, one.get("left_stamps"), one.get("stamp"), width)
            appendix_head(document, one, width)
            title(document, one.get("title_lines"), style="Название приложения")
        writer = Writer(document, width)
        for line in filter(None, [one.get("intro"), *one.get("intro_rows", [])]):
            add(document, PLAIN, line)
        if one.get("table"):
            writer.table(one["table"])
        elif one.get("columns"):
            writer.table({"columns": one["columns"], "rows": one["rows"]})
        writer.blocks(one.get("body") or [])
    if content.get("acknowledgement"):
        acknowledgement(document, content["acknowledgement"], next_part(document, short=short))


def _with_bold_name(paragraph, text, name):
    """The name of the person who gives a consent stands in bold where it is first said."""
    text, name = bind(text), bind(name)
    before, found, after = text.partition(name) if name else (text, "", "")
    for words, bold in ((before, None), (found, True), (after, None)):
        if words:
            paragraph.add_run(words).bold = bold


def _saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
