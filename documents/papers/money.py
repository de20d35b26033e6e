"""Sums and percents in words, as they stand after "в размере"."""

from common.russian import plural

ONES = (
    *("", "одного", "двух", "трех", "четырех", "пяти", "шести", "семи", "восьми", "девяти", "десяти"),
    *("одиннадцати", "двенадцати", "тринадцати", "четырнадцати", "пятнадцати", "шестнадцати", "семнадцати"),
    *("восемнадцати", "девятнадцати"),
)
TENS = (
    *("", "", "двадцати", "тридцати", "сорока", "пятидесяти", "шестидесяти", "семидесяти"),
    *("восьмидесяти", "девяноста"),
)
HUNDREDS = (
    *("", "ста", "двухсот", "трехсот", "четырехсот", "пятисот", "шестисот", "семисот", "восьмисот"),
    "девятисот",
)


def genitive_number(number):
    """1…999 999 in the genitive: "пяти тысяч", "двадцати одного"."""
    thousands, rest = divmod(number, 1000)
    words = []
    if thousands:
        said = _below_thousand(thousands)
        if said[-1] == "одного":
            said[-1] = "одной"
        words = [*said, plural(thousands, "тысячи", "тысяч", "тысяч")]
    return " ".join([*words, *_below_thousand(rest)])


def _below_thousand(number):
    hundreds, rest = divmod(number, 100)
    tens, ones = (0, rest) if rest < 20 else divmod(rest, 10)
    return [word for word in (HUNDREDS[hundreds], TENS[tens], ONES[ones]) if word]


def roubles(amount):
    """ "5000 (пяти тысяч) рублей", as it stands after "в размере"."""
    return f"{amount} ({genitive_number(amount)}) {plural(amount, 'рубля', 'рублей', 'рублей')}"


def percents(amount):
    """ "15 (пятнадцати) процентов"."""
    return f"{amount} ({genitive_number(amount)}) {plural(amount, 'процента', 'процентов', 'процентов')}"
