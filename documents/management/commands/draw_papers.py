from pathlib import Path

from django.core.management.base import BaseCommand

from common.docx import render_docx
from documents.kinds import KINDS
from documents.models import Document
from documents.services.sealing import render_paper


class Command(BaseCommand):
    """The newest paper of each kind, as PDF and as a Word file, into a folder: to look at how papers read and print."""

    help = "Рисует по одному документу каждого вида в папку: PDF и Word."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="Куда сложить файлы.")

    def handle(self, *args, folder, **options):
        folder.mkdir(parents=True, exist_ok=True)
        drawn = [kind for kind in KINDS.values() if self.draw(kind, folder)]
        self.stdout.write(f"Нарисовано видов: {len(drawn)}. Папка: {folder}")

    def draw(self, kind, folder):
        """Whether there is a paper of the kind; one made outside has no text of its own."""
        papers = Document.objects.filter(kind=kind.key).order_by("-pk")
        document = next((paper for paper in papers[:5] if "letterhead" in paper.content), None)
        if document is None:
            return False
        is_draft = not document.is_registered
        (folder / f"{kind.key}.pdf").write_bytes(render_paper(document, draft=is_draft))
        content = document.content | {"draft": is_draft}
        (folder / f"{kind.key}.docx").write_bytes(render_docx(content, template=kind.template))
        return True
