"""The numbered items of an order."""


def sentence(text):
    """ "… 2026 г." already ends with its full stop; a colon opens sub-items."""
    return text if text[-1] in ".:" else f"{text}."


def item(uid, text, *, level=1, who="", until=None):
    """One item before it is numbered; `who` and `until` (a date) say what the text says, for lists of tasks."""
    until = until.isoformat() if hasattr(until, "isoformat") else until or ""
    return {"uid": uid, "level": level, "text": sentence(text), "who": who, "until": until}


def control():
    """The last item of every order."""
    return item("control", "Контроль за исполнением приказа оставляю за собой", who="Руководитель")


def numbered(items):
    """The items with their numbers: 1., 1.1., 1.2., 2. …; whatever else an item bears stays."""
    top = sub = 0
    done = []
    for one in items:
        if one["level"] == 1 or top == 0:
            top, sub, number = top + 1, 0, f"{top + 1}."
        else:
            sub += 1
            number = f"{top}.{sub}."
        done.append(one | {"number": number, "level": 1 if number.count(".") == 1 else 2})
    return done
