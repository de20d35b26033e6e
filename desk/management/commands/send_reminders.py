import datetime as dt

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from desk.reminders import remind
from organizations.models import Organization


class Command(BaseCommand):
    help = "Send the reminders of the day, as runjobs does each morning. What was sent is not sent again."

    def add_arguments(self, parser):
        parser.add_argument("--date", type=dt.date.fromisoformat, help="as if it were this day (2027-01-19)")

    def handle(self, *args, date=None, **options):
        for organization in Organization.objects.order_by("pk"):
            try:
                letters = remind(organization, date or organization.today)
            except ValidationError as error:
                self.stderr.write(f"{organization}: {' '.join(error.messages)}")
            else:
                self.stdout.write(f"{organization}: писем {letters}")
