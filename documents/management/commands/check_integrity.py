from django.core.management.base import BaseCommand, CommandError

from documents.services.checking import damage


class Command(BaseCommand):
    """Nightly: every registered paper and file is what it was when it was registered; exit code 1 names what is not."""

    help = "Сверяет зарегистрированные документы и их файлы с отпечатками."

    def handle(self, *args, **options):
        checked, problems = damage()
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"Повреждено: {len(problems)} (проверено: {checked}).", returncode=1)
        self.stdout.write(f"Все в порядке. Проверено: {checked}.")
