"""Figures of results in words of a page. Pure, no Django."""

from common.russian import counted


def figure(value) -> str:
    """ "7,20": a mean, two decimals."""
    return "" if value is None else f"{value:.2f}".replace(".", ",")


def change_words(value) -> str:
    """ "на 0,90 выше"."""
    if value is None:
        return ""
    if abs(value) < 0.005:
        return "без изменений"
    return f"на {figure(abs(value))} {'выше' if value > 0 else 'ниже'}"


def people_words(number) -> str:
    return counted(number, "человек", "человека", "человек")


def year_words(year) -> str:
    """ "2026/27"."""
    return f"{year}/{(year + 1) % 100:02}"
