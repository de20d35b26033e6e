"""Which numbers of a document count its questions, and which its answers or sections. Pure."""

from surveys.reading.lines import Line
from surveys.reading.signs import asks, is_field

ANSWERS = {"letter", "box", "blank", "bullet", "pair"}


class Numbers:
    """`style` is the way questions are numbered: ".", ")", "deep", "named", "bare"; "" if they are not."""

    def __init__(self, items):
        self.items = items
        self.signs = [item.sign if isinstance(item, Line) and not item.must else None for item in items]
        self.last = self.run = 0  # the number of the last question, of the last answer numbered like one
        self.style = self.style_of_questions()
        self.parts = self.style_of_parts()

    def style_of_questions(self):
        best, most = "", 0
        for style in dict.fromkeys(sign.style for sign in self.signs if sign and sign.kind == "number"):
            places = self.places(style)
            asking = sum(self.asks_at(place) for place in places)
            if self.is_of_answers(places):
                continue
            if asking > most or (not best and len(places) > 2 and not self.has_bare_questions()):
                best, most = style, asking
        return best

    def style_of_parts(self):
        """«1. Общие сведения» over 1.1, 1.2: the numbers of one figure are those of sections."""
        if self.style != "deep":
            return ""
        return next(
            (sign.style for sign in self.signs if sign and sign.kind == "number" and sign.style != "deep"), ""
        )

    def places(self, style):
        return [
            at for at, sign in enumerate(self.signs) if sign and sign.kind == "number" and sign.style == style
        ]

    def is_of_answers(self, places):
        """Lists that begin anew under words that ask are answers to choose."""
        if any("?" in self.signs[at].rest for at in places):
            return False
        starts = [at for at in places if self.signs[at].number == 1]
        under = [at for at in starts if at and self.is_bare_question(at - 1)]
        return (
            bool(under)
            and len(under) >= max(1, len(starts) - 1)
            and (len(starts) > 1 or not self.asks_at(places[0]))
        )

    def is_bare_question(self, place):
        sign, item = self.signs[place], self.items[place]
        if not sign or sign.kind == "part":
            return False
        other_number = sign.kind == "number"
        return (sign.kind == "plain" or other_number) and item.text.rstrip().endswith(
            ("?", ":", "? (один ответ)")
        )

    def has_bare_questions(self):
        return any(sign and sign.kind == "plain" and sign.rest.endswith("?") for sign in self.signs)

    def asks_at(self, place):
        """Whether a numbered line asks: by its words, or because answers stand under it."""
        sign = self.signs[place]
        if asks(sign.rest) or is_field(sign.rest):
            return True
        after = self.signs[place + 1] if place + 1 < len(self.signs) else None
        if after is None:
            return place + 1 < len(self.items) and not isinstance(self.items[place + 1], Line)
        return after.kind in ANSWERS or (
            after.kind == "number" and after.number == 1 and after.style != sign.style
        )  # fmt: skip

    def is_question(self, place, now):
        """Whether the numbered line here is the next question; `now` is the question that stands open."""
        sign = self.signs[place] if place < len(self.signs) else None
        if not sign or sign.kind != "number" or sign.style != self.style:
            return False
        if now is None or sign.style == "deep":
            return True
        if self.run and sign.number == self.run + 1:  # the answers above are numbered like questions
            return sign.number == self.last + 1 and self.asks_at(place)
        if sign.number == 1 and self.last and not now.is_answered:
            return self.asks_at(place) or not self.goes_on(place)
        return True

    def goes_on(self, place):
        """Whether a list from 1 that begins here is one of answers: 2 follows, and neither asks."""
        after = self.signs[place + 1] if place + 1 < len(self.signs) else None
        return bool(
            after and after.kind == "number" and after.style == self.style and after.number == 2
            and not self.asks_at(place + 1)
        )  # fmt: skip

    def asked(self, sign):
        self.last, self.run = sign.number, 0

    def answered(self, sign):
        self.run = sign.number if sign.style == self.style else 0

    def is_part(self, place):
        sign = self.signs[place] if place < len(self.signs) else None
        return bool(sign and self.parts and sign.kind == "number" and sign.style == self.parts)

    def begins_anew(self, place):
        sign = self.signs[place] if place < len(self.signs) else None
        return bool(
            sign and sign.kind == "number" and sign.style == self.style and sign.number == 1 and self.last > 1
        )
