"""An institution of the demonstration while its year is being played."""

from dataclasses import dataclass

from mentorship.demo.clock import Clock
from organizations.models import Membership, Organization, Role
from pairs.models import Pair
from pairs.queries import with_people
from people.models import Person
from roadmap.models import Roadmap


@dataclass
class Cast:
    """The institution, what its file says, its clock and who acts in it."""

    organization: Organization
    data: dict
    clock: Clock
    acting: dict[str, Membership]

    @property
    def curator(self):
        return self.acting[Role.CURATOR]

    @property
    def head(self):
        return self.acting[Role.HEAD]

    @property
    def keeper(self):
        """Whoever keeps the roadmap: the curator, in a department its head."""
        return self.acting.get(Role.CURATOR) or self.acting[Role.DEPARTMENT_HEAD]

    @property
    def signer(self):
        return self.acting.get(Role.HEAD) or self.acting[Role.DEPARTMENT_HEAD]

    @property
    def today(self):
        """The day of the story, for the services."""
        return self.organization.today

    @property
    def roadmap(self):
        return Roadmap.objects.current(self.organization)

    def people(self, names):
        """Cards by full name, in the given order; a name that the staff list does not have is a mistake in the file."""
        names = list(names)
        rows = Person.objects.filter(
            organization=self.organization, last_name__in={name.split()[0] for name in names}
        )
        found = {person.full_name: person for person in rows}
        return [found[name] for name in names]

    def person(self, name):
        return self.people([name])[0]

    def pair_of(self, mentee):
        """The latest pair in which the mentee of this name stands."""
        members = {"members__person": self.person(mentee), "members__left_on": None}
        return with_people(Pair.objects.filter(organization=self.organization, **members)).latest("pk")
