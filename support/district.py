"""Who is a neighbour: institutions below the same department. The only rows that cross a border start from here."""

from django.db.models import Q

from organizations.models import Organization


def of_one_district(organization, path="organization__"):
    """A condition on rows whose institution, at `path`, stands below the same department as this one, itself too.

    A methodical centre stands between: institutions of its department are one district, whether they stand below the
    centre or below the department. An institution without anybody above has no neighbours.
    """
    above = organization.parent_id
    if above is None:
        return Q(pk__in=[])
    department = Organization.objects.filter(pk=above, kind=Organization.Kind.METHODICAL_CENTRE).values(
        "parent"
    )
    return (
        Q(**{f"{path}parent": above})
        | Q(**{f"{path}parent__parent": above})
        | Q(**{f"{path}parent__in": department})
        | Q(**{f"{path}parent__parent__in": department})
    )


def below(organization, path="organization__"):
    """A condition on rows of the institutions below a body."""
    return Q(**{f"{path}parent": organization}) | Q(**{f"{path}parent__parent": organization})


def are_neighbours(organization, other):
    """Whether two institutions may ask each other for a mentor."""
    rows = Organization.objects.filter(of_one_district(organization, ""), pk=other.pk)
    return organization.pk != other.pk and rows.exists()
