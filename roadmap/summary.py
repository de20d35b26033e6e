"""The stages of a roadmap in one strip, for first pages."""

from dataclasses import dataclass

from django.urls import reverse

from roadmap.overview import overview


@dataclass(frozen=True)
class StageMark:
    """One stage on the ruler: done of total, its state as a shape and words."""

    number: int
    title: str
    done: int
    total: int
    mark: str
    words: str
    is_continuous: bool
    url: str


def stage_ruler(roadmap, seen=None):
    """The stages with their figures; pass an overview already made to count nothing twice."""
    address = reverse("roadmap:detail", args=[roadmap.pk])
    sections = [section for section in (seen or overview(roadmap)).sections if section.stage]
    return [_mark(section, address) for section in sections]


def _mark(section, address):
    stage, totals = section.stage, section.totals
    return StageMark(
        number=stage.number,
        title=stage.title,
        done=totals.done,
        total=totals.total,
        mark=section.mark,
        words=section.words,
        is_continuous=stage.is_continuous,
        url=f"{address}?stage={stage.number}#stage{stage.number}",
    )
