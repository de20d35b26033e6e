"""The paper of a consent as plain data."""

import pytest

from common.russian import Case
from organizations.head import head_declined
from organizations.tests.factories import OrganizationFactory
from people.consent_paper import addressee, build
from people.models import Consent
from people.tests.factories import ConsentFactory, PersonFactory


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
