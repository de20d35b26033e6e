"""What the deeds of this room share: the lock, the right, the kept version."""

from django.core.exceptions import PermissionDenied

from programmes.models import Programme, ProgrammeRow, ProgrammeVersion
from programmes.versions import content_of


def locked(programme):
    """The programme as it is now; nobody else moves it until the transaction ends."""
    rows = Programme.objects.select_for_update(of=("self",)).select_related("organization", "pair__mentor")
    return rows.get(pk=programme.pk)


def locked_row(row):
    """(programme, row), the programme first: so all deeds over rows meet at it."""
    programme = locked(row.programme)
    row = ProgrammeRow.objects.select_for_update(of=("self",)).filter(pk=row.pk, programme=programme).first()
    if row is not None:
        row.programme, row.organization = programme, programme.organization
    return programme, row


def refuse_unless(allowed):
    if not allowed:
        raise PermissionDenied


def set_fields(row, **values):
    """Checked and saved; only these columns are written."""
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save(update_fields=[*values])
    return row


def keep_version(programme, occasion, *, by):
    """The programme as it stands now, for the comparison of versions."""
    last = programme.versions.order_by("number").values_list("number", flat=True).last() or 0
    return ProgrammeVersion.objects.create(
        organization=programme.organization, programme=programme, number=last + 1, occasion=occasion,
        content=content_of(programme, programme.rows.all()), author=by.user if by else None,
    )  # fmt: skip
