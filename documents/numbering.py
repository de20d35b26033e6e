"""Numbers of papers as a school writes them. A number is a text: 12-од, 134/4, 13-осн. деят."""


def format_number(pattern: str, n: int) -> str:
    """Put the running number into the institution's pattern: "{n}-од" gives 12-од, "134/{n}" gives 134/4."""
    return pattern.replace("{n}", str(n))
