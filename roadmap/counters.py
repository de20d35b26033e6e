"""What this room itself can count."""

from django.urls import reverse

from roadmap.progress import Missing, Progress, counter


@counter("roadmap_approved", "Утверждение дорожной карты")
def roadmap_approved(roadmap):
    """Done once the approval is written down on the roadmap's own page."""
    approve = reverse("roadmap:approve", args=[roadmap.pk])
    if roadmap.is_approved:
        paper = Missing("Дорожная карта с грифом", reverse("roadmap:print", args=[roadmap.pk]))
        return Progress(1, 1, url=roadmap.get_absolute_url(), words="утверждена", papers=[paper])
    missing = [Missing("Не записано, когда утверждена дорожная карта", approve)]
    return Progress(0, 1, missing=missing, url=approve, words="утверждена")
