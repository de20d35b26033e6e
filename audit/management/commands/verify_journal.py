from django.core.management.base import BaseCommand, CommandError

from audit.chain import verify
from audit.models import ChainHead, Entry


class Command(BaseCommand):
    help = (
        "Check the hash chain of every institution's journal: edited, deleted and inserted entries are named."
    )

    def handle(self, *args, **options):
        found = 0
        for head in ChainHead.objects.select_related("organization").order_by("pk"):
            entries = Entry.objects.filter(organization=head.organization).order_by("number").iterator()
            for problem in verify(entries, head.number, head.hash):
                self.stdout.write(f"{head.organization}: запись {problem.number}: {problem.words}")
                found += 1
            self.stdout.write(
                f"{head.organization}: проверено записей: {head.number}, конец {head.hash[:16]}"
            )
        orphaned = Entry.objects.exclude(organization__in=ChainHead.objects.values("organization")).count()
        if found or orphaned:
            raise CommandError(f"Журнал изменён: {found + orphaned}.")
        self.stdout.write("Журнал цел.")
