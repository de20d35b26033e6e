"""Roadmaps of the first release: columns instead of a letter, a sign of its own for each line, who approved."""

import uuid

from django.db import migrations

from common.russian import Name, initials_surname
from roadmap.columns import PRESETS
from roadmap.recognising import roles_of


def fill(apps, schema_editor):
    for roadmap in apps.get_model("roadmap", "Roadmap").objects.select_related("organization__parent"):
        roadmap.columns = PRESETS[roadmap.form]
        if roadmap.approved_on:
            head = approving(roadmap.organization)
            name = Name(head.head_last_name, head.head_first_name, head.head_patronymic, head.head_gender)
            roadmap.approver_name = initials_surname(name)
            roadmap.approver_position = post_of(head)
        roadmap.save(update_fields=["columns", "approver_name", "approver_position"])
    for line in apps.get_model("roadmap", "Activity").objects.iterator():
        line.uid, line.roles = uuid.uuid4(), roles_of(line.responsible)
        if line.starts_on and line.due_on:
            line.periods = [[line.starts_on.isoformat(), line.due_on.isoformat()]]
        line.save(update_fields=["uid", "periods", "roles"])


def post_of(head):
    title = f"{head.head_title[:1].upper()}{head.head_title[1:]}"
    if head.kind != "department":
        return f"{title} {head.short_name}"
    return title if " " in title else f"{title} {head.full_name_genitive}"


def approving(organization):
    above = organization.parent
    return above if organization.kind == "methodical_centre" and above else organization


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0002_versions_and_live")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
