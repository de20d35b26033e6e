from organizations.models import Role


def can_see_meetings(me):
    """The journal of the whole institution; participants see that of their own pairs."""
    return me.is_staff_of_programme


def can_see_hours(me):
    return me.is_staff_of_programme or me.role == Role.PARTICIPANT


def can_plan_for_all(me):
    """Several pairs at once, and the holidays that no meeting falls into."""
    return me.role == Role.CURATOR and not me.organization.is_above


def can_keep_meetings(me, pair):
    """Plan meetings of a pair and write its journal: the curator and the people of the pair themselves."""
    if me.organization_id != pair.organization_id:
        return False
    return me.role == Role.CURATOR or is_of_pair(me, pair)


def is_of_pair(me, pair):
    """Mentor, mentee who has not left, or who stands in for the mentor today."""
    present = [pair.mentor, *(row.person for row in pair.members.all() if row.left_on is None)]
    if any(person.membership_id == me.pk for person in present):
        return True
    today = me.organization.today
    standing = pair.substitutions.filter(person__membership=me, starts_on__lte=today, ends_on__gte=today)
    return standing.exists()


def can_read_lines(me):
    """What was talked about is read by the people of the pair and the curator; the others of the staff see figures."""
    return me.role in {Role.CURATOR, Role.PARTICIPANT}


def can_edit_line(me, meeting):
    """Who wrote the line or the curator, within its school year; what nobody has written yet, any of the pair."""
    if not is_of_this_year(me.organization, meeting.on):
        return False
    if me.role == Role.CURATOR:
        return me.organization_id == meeting.organization_id
    return meeting.author_id in {me.user_id, None} and can_keep_meetings(me, meeting.pair)


def is_of_this_year(organization, day):
    """In the running school year: it begins for planning in August (`Organization.school_year`)."""
    year = organization.school_year
    return (year, 8) <= (day.year, day.month) < (year + 1, 8) or day >= organization.today
