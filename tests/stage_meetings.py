"""Rows of meetings on the stage: {kind: row} for one side (a participant with person, pair, member) of a school."""


def meetings_rows(organization, members, side):
    return {}
