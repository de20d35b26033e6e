"""The back office at /admin/: corrections of rows by the administrator, each with a reason and a journal line."""
