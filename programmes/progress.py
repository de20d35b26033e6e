"""How far the programmes are: pairs that work, and which of them have one that the head approved."""

from django.urls import reverse

from pairs.models import Pair
from pairs.queries import open_rows
from programmes.queries import programmes_by_pair
from roadmap.progress import Missing, Progress, counter


@counter("programmes", "Персонализированные программы и планы")
def approved_programmes(roadmap):
    """Running pairs with an approved programme or plan; one that is being changed counts by its approved version."""
    organization = roadmap.organization
    known = programmes_by_pair(organization)
    pairs = [row.pair for row in open_rows(organization) if row.pair.status == Pair.Status.ACTIVE]
    missing = [lack(pair, known.get(pair.pk, [])) for pair in pairs]
    missing = [one for one in missing if one]
    url = reverse("programmes:list")
    return Progress(len(pairs) - len(missing), len(pairs), missing, url, "программ утверждено")


def lack(pair, programmes):
    """What a pair misses, or None."""
    if any(one.approved_on for one in programmes):
        return None
    if not programmes:
        return Missing(f"{pair}: программы нет", pair.get_absolute_url())
    one = programmes[0]
    return Missing(f"{pair}: программа {one.get_status_display()}", one.get_absolute_url())
