"""What the forms about one pair share."""

from django.core.exceptions import ValidationError

from pairs.queries import people_of
from people.models import Person


def require_employees(pair):
    """ТК ст. 351.8 is about employees who help employees; others need another paper."""
    if any(person.kind != Person.Kind.EMPLOYEE for person in people_of(pair)):
        raise ValidationError(
            "Статья 351.8 ТК – о наставничестве между работниками, а в этой паре есть не работник. "
            "Ей нужны согласия участников и приказ о закреплении."
        )
