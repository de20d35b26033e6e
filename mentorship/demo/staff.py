"""The people of an institution: the staff list, others one by one, accesses of participants."""

from common.table_writing import write_xlsx
from people.forms import PersonForm
from people.services import add_person, commit_roster, give_access, preview_roster

HEADINGS = [
    *("ФИО", "Должность", "Предмет, группа", "Педагогический стаж", "Категория", "Образование"),
    *("Телефон", "Электронная почта"),
]
OTHERS = ("kind", "last_name", "first_name", "patronymic", "position", "subject")


def load_staff(cast):
    """The office's table comes in as a file, the way a curator sends it."""
    table = write_xlsx("Педагоги", HEADINGS, cast.data["staff"])
    name = cast.data["file_name"]
    preview = preview_roster(cast.organization, data=table, file_name=name, by=cast.curator)
    commit_roster(preview, by=cast.curator)


def add_others(cast):
    """Learners and partners are typed in."""
    for row in cast.data["others"]:
        form = PersonForm(dict(zip(OTHERS, row, strict=True)), membership=cast.curator)
        form.full_clean()
        add_person(form, by=cast.curator)


def give_accesses(cast):
    names, addresses = zip(*cast.data["participants"], strict=True)
    for person, email in zip(cast.people(names), addresses, strict=True):
        give_access(person, email=email, by=cast.curator)
