"""What `manage.py check_integrity` compares with its fingerprints: each room hangs its own check here."""

from collections.abc import Callable

CHECKS: list[Callable[[], tuple[int, list[str]]]] = []


def watches(check: Callable[[], tuple[int, list[str]]]):
    """Register `check() -> (how many things were compared, sentences about what is wrong)`."""
    CHECKS.append(check)
    return check
