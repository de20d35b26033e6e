import factory
from django.utils import timezone

from documents.models import Document
from organizations.tests.factories import MembershipFactory

CONTENT = {
    "kind": "ПРИКАЗ",
    "letterhead": {
        "founder": "",
        "name_lines": ["Муниципальное учреждение", "«Школа № 12»"],
        "short": "МБОУ «СОШ № 12»",
    },
    "place": "г. Светлореченск",
    "date": "",
    "number": "",
    "heading": "О закреплении наставнических пар и групп на 2026/2027 учебный год",
    "preamble": "В соответствии со статьей 351.8 Трудового кодекса Российской Федерации",
    "command": "ПРИКАЗЫВАЮ:",
    "items": [
        {"number": "1.", "level": 1, "text": "Закрепить пары согласно приложению.", "who": "", "until": ""},
        {"number": "2.", "level": 1, "text": "Контроль оставляю за собой.", "who": "", "until": ""},
    ],
    "signature": {"post": "Директор", "name": "М.С. Ковалёва", "mark": None},
    "performer": {"name": "Громова Елена Викторовна", "phone": "8 (00000) 0-00-00"},
    "appendices": [
        {
            "label": "Приложение",
            "head_lines": ["к приказу МБОУ «СОШ № 12»", "от ____________ № _______"],
            "title_lines": ["Состав наставнических пар и групп"],
            "columns": [{"title": "№ п/п", "width": 10}, {"title": "Наставник", "width": 90}],
            "rows": [["1", {"name": "Лебедева Ольга Николаевна", "rest": ", учитель математики"}]],
            "landscape": False,
        }
    ],
    "acknowledgement": None,
    "verification": None,
    "draft": True,
}


class DocumentFactory(factory.django.DjangoModelFactory):
    """A paper on the head's desk; `draft=True` gives one that the curator still holds."""

    class Meta:
        model = Document

    class Params:
        draft = factory.Trait(status=Document.Status.DRAFT, sent_at=None)

    created_by = factory.SubFactory(MembershipFactory)
    organization = factory.SelfAttribute("created_by.organization")
    kind = Document.Kind.ORDER_PAIRS
    title = CONTENT["heading"]
    content = factory.LazyFunction(lambda: dict(CONTENT))
    status = Document.Status.TO_SIGN
    sent_at = factory.LazyFunction(timezone.now)
