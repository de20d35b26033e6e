"""The paper of a consent as plain data."""

import io

import pypdf
import pytest
import zxingcpp

from common.pdf import render_pdf
from common.russian import Case
from organizations.head import head_declined
from organizations.tests.factories import OrganizationFactory
from people.consent_paper import addressee, answered, build
from people.models import Consent, ConsentText
from people.samples import sample_of
from people.tests.factories import ConsentFactory, PersonFactory
from people.tests.piles import drawn
from people.texts import builtin_texts


@pytest.mark.parametrize(
    ("kind", "gender", "words"),
    [
        (
            Consent.Kind.PROCESSING,
            "male",
            ["зарегистрированный", "муниципальному бюджетному", "ОГРН 1024300000000"],
        ),
        (Consent.Kind.PROCESSING, "female", ["зарегистрированная", "не влечет"]),
        (Consent.Kind.MENTOR_DUTY, "male", ["351.8", "ознакомлен.", "за три рабочих дня"]),
        (Consent.Kind.MENTOR_DUTY, "female", ["ознакомлена."]),
        (Consent.Kind.MENTEE_DUTY, "female", ["в качестве наставляемого", "ознакомлена."]),
    ],
)
def test_consent_speaks_to_the_person(db, kind, gender, words):
    organization = OrganizationFactory(ogrn="1024300000000", address="г. Киров, ул. Школьная, д. 4")
    names = ("Гриценко", "Артём", "Павлович") if gender == "male" else ("Лебедева", "Ольга", "Николаевна")
    last, first, patronymic = names
    person = PersonFactory(
        organization=organization, last_name=last, first_name=first, patronymic=patronymic, gender=gender
    )

    content = build(ConsentFactory(person=person, kind=kind))

    text = " ".join(paragraph["text"] for paragraph in content["paragraphs"]) + content["closing"]
    assert all(word in text for word in words)
    assert "{" not in text
    assert content["verification"]["code"] in content["verification"]["url"]


def test_duty_consent_is_addressed_to_the_head_by_the_writer(school):
    school.head_title = "заведующий"
    person = PersonFactory(
        organization=school, last_name="Бегун-Петрова", first_name="Алёна", patronymic="Юрьевна"
    )

    lines = addressee(person, school)

    assert lines[0] == f"Заведующему {school.short_name}"
    assert lines[1] == "Ковалёвой\u00a0М.С."
    assert lines[3:] == ["учителя математики", "Бегун-Петровой Алёны Юрьевны"]
    assert head_declined(school, Case.GENITIVE)[0] == "Заведующего"


@pytest.mark.parametrize("key", builtin_texts())
def test_each_usual_paper_is_one_sheet_with_a_code_that_is_read(school, key):
    kind, _, minor = key.partition("/")
    words = builtin_texts()[key]
    text = ConsentText(
        organization=school, kind=kind, for_minors=bool(minor), number=1, status="current", **words
    )

    pdf = render_pdf("papers/consent.html", sample_of(text, school))

    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1
    assert [code.text[-12:] for code in zxingcpp.read_barcodes(drawn(pdf))] == ["p/7K3M-9QTD/"]


def test_answers_stand_in_the_paper_and_the_blank_stays_as_it_was(school):
    blank = ConsentFactory(person__organization=school, kind=Consent.Kind.DISTRIBUTION, signed_on=None)
    content = build(blank)

    said = answered(content, fields=["name", "awards"], limits="без перепечатки")

    rows = next(part["table"]["rows"] for part in said["paragraphs"] if "table" in part)
    empty = next(part["table"]["rows"] for part in content["paragraphs"] if "table" in part)
    assert [row[2:] for row in rows] == [["да", ""], *[["", "да"]] * 4, ["да", ""]]
    assert [row[2:] for row in empty] == [["", ""]] * 6
    assert "без перепечатки" in [part.get("text") for part in said["paragraphs"]]
    assert "не установлены." in [part.get("text") for part in answered(content, fields=[])["paragraphs"]]


def test_text_cannot_reach_for_anything_but_its_places(school):
    text = ConsentText(
        organization=school, kind="processing", number=1, title="т", body="{full_name} {__class__} {settings}"
    )

    assert (
        sample_of(text, school)["paragraphs"][0]["text"] == "Лебедева Ольга Николаевна {__class__} {settings}"
    )
