"""The built-in templates of programmes: a file each in `builtin/`, in the shape of ProgrammeTemplate.content."""

import json
from functools import cache
from pathlib import Path

BUILTIN = Path(__file__).parent / "builtin"
# From the general ones to the special ones: the last that fits a pair is proposed.
ORDER = [
    "pedagogue",
    "young_teacher",
    "kindergarten",
    "reverse",
    "peers",
    "employer",
    "plan_teacher",
    "plan_learner",
]


@cache
def builtin_templates():
    """{key: content} of all built-in templates."""
    return {key: json.loads((BUILTIN / f"{key}.json").read_text(encoding="utf-8")) for key in ORDER}


def fits(content, *, form, kind="", house="", is_young=False):
    """Whether a template is made for pairs of this form and kind in such an institution."""
    return (
        form in content["forms"]
        and (not content.get("pair_kinds") or kind in content["pair_kinds"])
        and (not content.get("houses") or house in content["houses"])
        and (not content.get("young") or is_young)
    )
