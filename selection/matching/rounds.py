"""The rounds of a meeting of choice: everybody of one side talks once with everybody of the other. Pure."""


def rounds(mentors, mentees):
    """[{mentor: mentee}, …]: as few rounds as there can be, nobody twice in one.

    Whoever is of the shorter side never rests; the rests of the longer one are equal in number and lie apart.
    """
    turned = len(mentors) > len(mentees)
    few, many = (mentees, mentors) if turned else (mentors, mentees)
    if not few:
        return []
    starts = [n * len(many) // len(few) for n in range(len(few))]
    talks = [
        [(one, many[(start + turn) % len(many)]) for one, start in zip(few, starts, strict=True)]
        for turn in range(len(many))
    ]
    return [{b: a for a, b in talk} if turned else dict(talk) for talk in talks]
