"""The sixth way to change a paper, the disk: the nightly check names it and ends with 1."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from documents import frozen
from documents.models import Document
from documents.tests.steps import paper_with_file


def complaints(capsys):
    with pytest.raises(CommandError) as stopped:
        call_command("check_integrity")
    assert stopped.value.returncode == 1
    return capsys.readouterr().err


def test_all_is_well(head, capsys):
    paper_with_file(head)

    call_command("check_integrity")

    assert "Проверено: 2" in capsys.readouterr().out


def test_changed_byte_is_named(head, capsys):
    document, file = paper_with_file(head)
    path = Path(file.file.path)
    path.write_bytes(path.read_bytes().replace(b"sealed", b"forged"))

    assert f"{document}: подписан в системе: файл на диске не тот" in complaints(capsys)


def test_missing_file_is_named(head, capsys):
    document, file = paper_with_file(head)
    Path(file.file.path).unlink()

    assert f"{document}: подписан в системе: файла нет на диске" in complaints(capsys)


def test_content_changed_behind_the_triggers_is_named(head, capsys):
    document, _ = paper_with_file(head)
    frozen.remove(connection)
    Document.objects.update(content={"kind": "ПОДДЕЛКА"})

    said = complaints(capsys)

    assert f"{document}: содержание не совпадает с отпечатком" in said
    assert "Нет защиты базы данных: frozen_document_update" in said
