"""Rows of programmes on the stage: {kind: row} for one side (a participant with person, pair, member) of a school."""


def programmes_rows(organization, members, side):
    return {}
