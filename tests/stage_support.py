"""Rows of support on the stage: {kind: row} for one side (a participant with person, pair, member) of a school."""


def support_rows(organization, members, side):
    return {}
