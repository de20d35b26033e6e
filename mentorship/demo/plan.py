"""The roadmap of an institution: opened, approved, its first lines closed by hand."""

from roadmap.services import close_activity, create_roadmap, edit_roadmap


def open_roadmap(cast):
    create_roadmap(
        cast.organization,
        template=cast.data["roadmap"]["template"],
        start_year=cast.organization.school_year,
        by=cast.keeper,
    )


def approve_roadmap(cast):
    """By the person of the stamp, or by an order whose number is printed in it."""
    number = cast.data["roadmap"].get("approval_number", "")
    edit_roadmap(cast.roadmap, by=cast.keeper, approved_on=cast.today, approval_number=number)


def close_activities(cast, wave):
    """Lines are named by their number, in a roadmap without stages by their place."""
    lines = {line.number or str(line.order): line for line in cast.roadmap.activities.all()}
    for number, note in cast.data["closed"][wave].items():
        close_activity(lines[number], note=note, by=cast.keeper)
