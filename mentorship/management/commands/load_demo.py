from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from mentorship.demo.accounts import table
from mentorship.demo.loading import finish_papers, load_district
from organizations.models import Organization


class Command(BaseCommand):
    help = "Fill an empty base with an invented district in the middle of its year, and print the accounts."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="load nothing when there is an institution"
        )
        parser.add_argument("--quiet", action="store_true", help="do not print the accounts")

    def handle(self, *args, if_empty=False, quiet=False, **options):
        if not (if_empty and Organization.objects.exists()):
            self.load()
        if not quiet and (accounts := table()):
            self.stdout.write(accounts)

    def load(self):
        try:
            load_district()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        finish_papers()
