"""An institution of the demonstration while its year is being played."""

from dataclasses import dataclass

from mentorship.demo.clock import Clock
from organizations.models import Membership, Organization, Role
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
        found = {person.full_name: person for person in Person.objects.filter(organization=self.organization)}
        return [found[name] for name in names]
