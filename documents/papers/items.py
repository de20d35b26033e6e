"""The numbered items of an order."""


def sentence(text):
    """ "… 2026 г." already ends with its full stop; a colon opens sub-items."""
    return text if text[-1] in ".:" else f"{text}."


def numbered(rows):
    """Items with their numbers: 1., 1.1., 1.2., 2. …; `rows` are (level, text, who, until)."""
    top = sub = 0
    numbered_items = []
    for level, text, who, until in rows:
        if level == 1 or top == 0:
            top, sub, number = top + 1, 0, f"{top + 1}."
        else:
            sub += 1
            number = f"{top}.{sub}."
        level = 1 if number.count(".") == 1 else 2
        until = until.isoformat() if hasattr(until, "isoformat") else until or ""
        numbered_items.append({"number": number, "level": level, "text": text, "who": who, "until": until})
    return numbered_items
