"""The head of an institution as papers name him or her."""

from common.russian import decline_phrase, decline_surname_initials, upper_first


def head_declined(organization, case):
    """(position, surname with initials) of the head as an addressee: "Директору", "Ковалёвой М.С."."""
    post = upper_first(decline_phrase(organization.head_title, case))
    return post, decline_surname_initials(organization.head_name, case, organization.head_name_forms)
