import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common.document_reading import DocumentError, read_document
from roadmap.reading.interpreting import interpret
from roadmap.reading.outline import outline


class Command(BaseCommand):
    help = (
        "Read a school's own roadmap (DOCX, XLSX, PDF, TXT) and print what was understood; nothing is saved."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the document")
        parser.add_argument("--json", action="store_true", help="print JSON instead of an outline")

    def handle(self, *args, **options):
        path = Path(options["file"])
        try:
            draft = interpret(read_document(path.read_bytes(), path.name))
        except OSError as error:
            raise CommandError(f"Не удалось открыть файл «{path}». Проверьте имя и путь.") from error
        except DocumentError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(draft.to_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(outline(draft)))
