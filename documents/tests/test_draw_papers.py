from django.core.management import call_command

from documents.tests.factories import DocumentFactory


def test_newest_paper_of_each_kind_is_drawn(curator, tmp_path, capsys):
    DocumentFactory(created_by=curator, draft=True)
    DocumentFactory(created_by=curator, kind="outside", content={"heading": "Приказ отдела"})

    call_command("draw_papers", tmp_path / "papers")

    assert {path.name for path in (tmp_path / "papers").iterdir()} == {"order_pairs.pdf", "order_pairs.docx"}
    assert "Нарисовано видов: 1." in capsys.readouterr().out
