import datetime as dt
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from common.table_writing import write_csv
from people.affected import HEADER, affected


class Command(BaseCommand):
    """Write whose data an account had in hands, as CSV for Roskomnadzor."""

    help = "Список субъектов, чьи данные открывали или выгружали: для уведомления Роскомнадзора об утечке."

    def add_arguments(self, parser):
        parser.add_argument("--since", required=True, type=day, help="с какого дня: 2026-11-01")
        parser.add_argument("--until", type=day, help="по какой день; без него по сегодня")
        parser.add_argument("--by", action="append", help="почта того, чей вход утёк; можно несколько раз")
        parser.add_argument(
            "--lists", action="store_true", help="добавить всех, кого этот человек видел списком"
        )
        parser.add_argument("--output", help="файл; без него на экран")

    def handle(self, *, since, until, by, lists, output, **options):
        rows = affected(since=since, until=until, users=users_named(by), lists=lists)
        data = write_csv(HEADER, rows)
        if output:
            Path(output).write_bytes(data)
            self.stdout.write(f"Записано строк: {len(rows)}, файл {output}")
        else:
            self.stdout.write(data.decode("utf-8-sig"), ending="")


def users_named(emails):
    if not emails:
        return None
    users = list(User.objects.filter(email__in=[email.lower() for email in emails]))
    if unknown := {email.lower() for email in emails} - {user.email for user in users}:
        raise CommandError(f"Нет такого пользователя: {', '.join(sorted(unknown))}.")
    return users


def day(text):
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"Не дата: {text}. Напишите так: 2026-11-01.") from error
