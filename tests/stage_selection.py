"""Rows of selection on the stage: {kind: row} for one side (a participant with person, pair, member) of a school."""


def selection_rows(organization, members, side):
    return {}
