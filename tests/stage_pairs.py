"""Rows of pairs on the stage: {kind: row} for one side (a participant with person, pair, member) of a school."""


def pairs_rows(organization, members, side):
    return {}
