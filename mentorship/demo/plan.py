"""The roadmap of an institution: opened, approved, its lines closed by hand, spoken about and given to people."""

from django.core.files.uploadedfile import SimpleUploadedFile

from common.document_reading import read_document
from mentorship.demo.sources import FOLDER
from organizations.models import Membership
from roadmap import services


def open_roadmap(cast):
    services.create_roadmap(
        cast.organization,
        template=cast.data["roadmap"]["template"],
        start_year=cast.organization.school_year,
        by=cast.keeper,
    )


def approve_roadmap(cast):
    """By the person of the stamp, or by an order whose number is printed in it."""
    number = cast.data["roadmap"].get("approval_number", "")
    services.approve_roadmap(cast.roadmap, by=cast.keeper, approved_on=cast.today, approval_number=number)


def close_activities(cast, wave):
    """With a link or a file that proves it."""
    lines = lines_of(cast)
    for number, said in cast.data["closed"][wave].items():
        proof = {"url": said["url"]} if "url" in said else {"file": paper(said["file"], said["note"])}
        services.close_activity(lines[number], note=said["note"], by=cast.keeper, **proof)


def paper(name, title):
    """A file of the demonstration as somebody sends it in."""
    return SimpleUploadedFile(f"{title}.pdf", (FOLDER / name).read_bytes())


def assign_lines(cast):
    """Say who answers in person for some lines."""
    lines, rows = lines_of(cast), Membership.objects.filter(organization=cast.organization)
    members = {row.user.email: row for row in rows.select_related("user")}
    for number, emails in cast.data["answering"].items():
        line = lines[number]
        services.assign_activity(
            line,
            roles=line.roles,
            members=[members[email] for email in emails],
            counter=line.counter,
            by=cast.keeper,
        )


def write_notes(cast):
    lines = lines_of(cast)
    for number, text in cast.data["notes"].items():
        services.add_note(lines[number], text=text, by=cast.keeper)


def read_own_document(cast):
    """A document of the institution, read and not yet made into a roadmap."""
    name = cast.data["own_document"]
    blocks = read_document((FOLDER / name).read_bytes(), name)
    services.read_roadmap(
        cast.organization, blocks=blocks, name="План отделения «Наставник – студент».txt", by=cast.keeper
    )


def lines_of(cast):
    """Lines by their number, in a roadmap without stages by their place."""
    return {line.number or str(line.order): line for line in cast.roadmap.activities.all()}
