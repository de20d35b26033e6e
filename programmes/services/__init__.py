"""The door of the room: deeds over programmes."""

from programmes.services.approving import (
    approve_programme,
    change_programme,
    complete_programme,
    drop_programme,
    hold_programme,
    let_programme_go,
)
from programmes.services.creating import create_programme
from programmes.services.editing import (
    StaleProgramme,
    add_library_rows,
    add_row,
    edit_programme,
    edit_row,
    mark_row,
    move_row,
    remove_row,
    report_row,
)
from programmes.services.exporting import write_register
from programmes.services.reviewing import add_remark, return_programme, settle_remark, submit_programme
from programmes.services.templates import delete_template, edit_template, save_template

__all__ = [
    "StaleProgramme",
    "add_library_rows",
    "add_remark",
    "add_row",
    "approve_programme",
    "change_programme",
    "complete_programme",
    "create_programme",
    "delete_template",
    "drop_programme",
    "edit_programme",
    "edit_row",
    "edit_template",
    "hold_programme",
    "let_programme_go",
    "mark_row",
    "move_row",
    "remove_row",
    "report_row",
    "return_programme",
    "save_template",
    "settle_remark",
    "submit_programme",
    "write_register",
]
