"""The invented people and institutions, as they lie in `data/`."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent / "data"
INSTITUTIONS = ["department", "centre", "kindergarten", "school", "college"]  # bodies above come first


def read(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
