"""Rows of programmes on the stage: {kind: row} for one side (a participant with person, pair, member) of a school."""

from programmes.models import ProgrammeVersion
from programmes.tests.factories import ProgrammeFactory, ProgrammeTemplateFactory, RemarkFactory
from programmes.versions import content_of


def programmes_rows(organization, members, side):
    """A programme being written with a remark, a plan under way, a kept version and an own template."""
    programme = ProgrammeFactory(pair=side["pair"])
    running = ProgrammeFactory(pair=side["pair"], kind="individual_plan", approved=True)
    row = programme.rows.first()
    ProgrammeVersion.objects.create(
        organization=organization, programme=programme, number=1, occasion="submitted",
        content=content_of(programme, programme.rows.all()), author=members["curator"].user,
    )  # fmt: skip
    return {
        "programme": programme,
        "programme_row": row,
        "running_row": running.rows.first(),
        "remark": RemarkFactory(programme=programme, row=row, author=members["curator"].user),
        "programme_template": ProgrammeTemplateFactory(organization=organization, form=side["pair"].form),
    }
