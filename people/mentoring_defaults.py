"""What forms of mentoring fit whom by the kind of institution; the curator corrects it in the entry."""

from organizations.models import Organization
from people.models import MentoringForm, Person

KINDERGARTEN, SCHOOL, COLLEGE = (
    Organization.Kind.KINDERGARTEN,
    Organization.Kind.SCHOOL,
    Organization.Kind.COLLEGE,
)
EMPLOYEE, LEARNER, PARTNER = Person.Kind.EMPLOYEE, Person.Kind.LEARNER, Person.Kind.PARTNER
MENTEE, MENTOR = "mentee", "mentor"
F = MentoringForm

#: (kind of institution, kind of person, side): forms, the usual one first (Р-145; АЗ-1128/08).
FORMS = {
    (KINDERGARTEN, EMPLOYEE, MENTEE): [F.PEDAGOGUE_PEDAGOGUE],
    (KINDERGARTEN, EMPLOYEE, MENTOR): [F.PEDAGOGUE_PEDAGOGUE],
    (KINDERGARTEN, PARTNER, MENTOR): [F.PARTNER_PEDAGOGUE],
    (SCHOOL, EMPLOYEE, MENTEE): [F.TEACHER_TEACHER],
    (SCHOOL, EMPLOYEE, MENTOR): [F.TEACHER_TEACHER],
    (SCHOOL, LEARNER, MENTEE): [F.STUDENT_STUDENT, F.COLLEGE_STUDENT_PUPIL, F.EMPLOYER_PUPIL],
    (SCHOOL, LEARNER, MENTOR): [F.STUDENT_STUDENT],
    (SCHOOL, PARTNER, MENTOR): [F.EMPLOYER_PUPIL],
    (COLLEGE, EMPLOYEE, MENTEE): [F.PEDAGOGUE_PEDAGOGUE],
    (COLLEGE, EMPLOYEE, MENTOR): [F.PEDAGOGUE_PEDAGOGUE],
    (COLLEGE, LEARNER, MENTEE): [F.STUDENT_STUDENT, F.EMPLOYER_STUDENT],
    (COLLEGE, LEARNER, MENTOR): [F.STUDENT_STUDENT, F.COLLEGE_STUDENT_PUPIL],
    (COLLEGE, PARTNER, MENTOR): [F.EMPLOYER_STUDENT, F.PARTNER_PEDAGOGUE],
}


def usual_forms(organization, person, side):
    """The forms an entry begins with; nothing where the table knows no usual one."""
    found = FORMS.get((organization.kind, person.kind, side), [])
    return [form.value for form in found]
