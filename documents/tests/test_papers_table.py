"""Every kind of paper in every sort of institution: it is built, reads well, and says the same in PDF and in Word."""

import io
import re
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from common.docx import render_docx
from common.pdf import render_pdf
from common.sealing import make_certificate, seal_pdf
from common.tests.word_reading import all_words, opened
from documents.content import texts_of
from documents.kinds import KINDS
from documents.models.kinds import PaperKind
from documents.tests import samples

pytestmark = pytest.mark.django_db
DRAWN = [kind for kind in KINDS if kind != PaperKind.OUTSIDE]
# What a hand fills in later: passport and address of an employee, a receipt, rows of a journal, a blank template.
BY_HAND = {
    PaperKind.AGREEMENT, PaperKind.NOTICE, PaperKind.PROGRAMME_TEMPLATE, PaperKind.PERSONAL_PROGRAMME,
    PaperKind.INDIVIDUAL_PLAN, PaperKind.SCHOOL_PROGRAMME,
}  # fmt: skip
FAULTS = {
    "a value that is not there": re.compile(r"\bNone\b|\bnull\b|\bTrue\b|\bFalse\b"),
    "a place left unfilled": re.compile(r"[{}]|%\(|%s"),
    "two spaces": re.compile(r"[ \u00a0]{2,}"),
    "two full stops": re.compile(r"\.\.(?!\.)(?<!\.\.\.)"),
    "a sign after a gap": re.compile(r"[ \u00a0][,;:.](?=\s|$)"),
    "signs that repeat": re.compile(r",,|;;|,;|;,|,\.|;\.|:\.|\?\."),
    "empty brackets or quotes": re.compile(r"\(\s*\)|«\s*»"),
    "quotes of a typewriter": re.compile(r"[\"'`]"),
    "a hyphen for a dash": re.compile(r"\s-\s"),
    "a number without its sign": re.compile(r"\bN\s?\d|#\d"),
    "a space inside": re.compile(r"\(\s|\s\)|«\s|\s»"),
    "a date of a machine": re.compile(r"\b\d{4}-\d\d-\d\d\b"),
    "an article that never was": re.compile(r"358\.1"),
}
FOOT = re.compile(r"(Проверкаподлинностидокумента|Экземпляр):school12\.example/p/7K3M9QTDКод:7K3M9QTD")
NOT_DRAWN = {"who", "until", "verification"}
HOSTILE = " <link rel=attachment href=file:///etc/passwd>Әлфия Өмәр Үҗән 😀"


def faults_of(content):
    """(what is wrong, where) in every text of a content."""
    for text in texts_of(shown(content)):
        yield from ((what, text) for what, sign in FAULTS.items() if sign.search(text))
        if text != text.strip():
            yield "a space at the edge", text


def squeezed(text):
    """Letters and figures alone: lines, hyphens at their ends and bound spaces are the business of the layout."""
    return re.sub(r"[\s\u200b\-–—_]+", "", text)


def pdf_words(reader):
    """The words of a PDF without the numbers of its pages and the line with the code."""
    pages = [page.extract_text() for page in reader.pages]
    said = squeezed("".join(re.sub(r"^\s*\d{1,2}\s*\n", "", page) for page in pages))
    return FOOT.sub("", said)  # it stands between two sheets of one paragraph


def fonts_of(reader):
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    return {str(font["/BaseFont"]).partition("+")[2] for font in fonts}


def missing_glyphs(reader):
    """How many signs are drawn by glyph 0, the empty box of a font."""
    drawn = [
        piece
        for page in reader.pages
        for piece in re.findall(rb"<([0-9a-fA-F]+)>", page.get_contents().get_data())
    ]
    return sum(piece[n : n + 4] == b"0000" for piece in drawn for n in range(0, len(piece), 4))


def shown(part):
    """A content without what is kept of it and never drawn: who does an item until when, the address of the code."""
    if isinstance(part, list | tuple):
        return [shown(item) for item in part]
    if isinstance(part, dict):
        return {key: shown(value) for key, value in part.items() if key not in NOT_DRAWN}
    return part


def drawn_texts(kind, content):
    """What must be read in a file; the requisites that a look of its own leaves out or says in words are left out."""
    drawn = shown(content)
    if content.get("reg") is False:
        drawn = drawn | {"date": "", "number": "", "place": ""}
    if KINDS[kind].template != "papers/paper.html" and drawn["date"]:
        drawn = drawn | {"date": "2 октября 2026 г."} if kind != PaperKind.DESTRUCTION_ACT else drawn
    if KINDS[kind].template == "papers/letter.html":
        drawn = drawn | {"letterhead": {"name_lines": content["letterhead"]["name_lines"]}}
    if (drawn.get("stamp") or {}).get("mark"):  # signed in the stamp: no date by hand
        drawn = drawn | {"stamp": drawn["stamp"] | {"date_blank": ""}}
    return [words for text in texts_of(drawn) if len(words := squeezed(text)) > 3]


def test_every_kind_has_a_sample():
    """A kind without one would pass the whole table unseen: write its answers in samples.py."""
    built = samples.contents("school")

    assert set(built) == set(DRAWN)


@pytest.mark.parametrize("rich", [True, False], ids=["full", "bare"])
@pytest.mark.parametrize("house", samples.HOUSES_OF_TABLE)
def test_no_text_is_spoiled(house, rich):
    built = samples.contents(house, rich=rich)

    spoiled = {kind.value: faults for kind, content in built.items() if (faults := [*faults_of(content)])}
    assert spoiled == {}


@pytest.mark.parametrize("rich", [True, False], ids=["full", "bare"])
@pytest.mark.parametrize("house", samples.HOUSES_OF_TABLE)
def test_blanks_are_left_to_a_hand_only_where_a_hand_fills_them(house, rich):
    built = samples.contents(house, rich=rich)

    left = {
        kind.value: blanks
        for kind, content in built.items()
        if kind not in BY_HAND
        and (blanks := [text for text in texts_of(samples.signed(content)) if "___" in text])
    }
    assert left == {}


@pytest.mark.parametrize("kind", DRAWN)
def test_pdf_says_every_word_and_markup_in_any_field_is_only_text(kind):
    """TXT-8, TXT-9: no field of any form lets a tag through; Ә Ө Ү Җ are drawn by our fonts, an emoji has its sign."""
    content = samples.signed(samples.contents("school", suffix=HOSTILE)[kind])

    reader = PdfReader(io.BytesIO(render_pdf(KINDS[kind].template, content)))

    said = pdf_words(reader)
    assert [text for text in drawn_texts(kind, content) if text.replace("😀", "\ufffd") not in said] == []
    assert reader.attachments == {}
    assert "/EmbeddedFiles" not in reader.trailer["/Root"].get("/Names", {})
    assert missing_glyphs(reader) == 0
    assert all(name.startswith("Tinos-") for name in fonts_of(reader))


def test_hostile_words_reach_every_paper_whose_form_asks_for_words():
    """Else the test above would look at papers without any."""
    built = samples.contents("school", suffix=HOSTILE)

    clean = {kind for kind, content in built.items() if HOSTILE.strip() not in " ".join(texts_of(content))}
    assert clean == {
        PaperKind.ORDER_PAIRS, PaperKind.ORDER_ROADMAP, PaperKind.DESTRUCTION_ACT, PaperKind.NOTICE,
        PaperKind.PROGRAMME_TEMPLATE,
    }  # fmt: skip


def test_signed_paper_is_archival_and_a_checker_finds_no_fault(tmp_path):
    """PAP-3: PDF/A-2u after the seal too; `qpdf --check` where the machine has it."""
    pdf = render_pdf("papers/paper.html", samples.signed(samples.contents("school")[PaperKind.ORDER_EVENT]))
    key, certificate = make_certificate(common_name="Школа", organization="Школа", inn="", passphrase="слово")
    sealed = seal_pdf(
        pdf, key_pem=key, cert_pem=certificate, passphrase="слово", reason="Приказ", location="г. Киров", name="Школа"
    )  # fmt: skip

    root = PdfReader(io.BytesIO(sealed)).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert root["/Lang"] == "ru"
    assert 'pdfaid:part="2"' in metadata
    assert 'pdfaid:conformance="U"' in metadata
    if qpdf := shutil.which("qpdf"):
        path = tmp_path / "sealed.pdf"
        path.write_bytes(sealed)
        checked = subprocess.run([qpdf, "--check", path], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("kind", DRAWN)
def test_word_says_every_word_of_the_content(kind):
    content = samples.signed(samples.contents("school")[kind])

    said = squeezed(all_words(opened(render_docx(content, template=KINDS[kind].template))))

    missing = [text for text in drawn_texts(kind, content) if text not in said]
    assert missing == []
