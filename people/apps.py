from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Участники"

    def ready(self):
        """Tell the roadmap and the desk what this room knows."""
        from people import (  # noqa: F401, PLC0415  (loaded only now)  # noqa: F401, PLC0415  # noqa: F401, PLC0415
            bank_todo,
            consent_jobs,
            erasing,
            erasing_below,
            extract_parts,
            jobs,  # noqa: F401, PLC0415
            progress,
            progress_consents,  # noqa: F401, PLC0415
            todo,
            todo_links,
            todo_withdrawals,
        )
        from people.services import expired_papers, expiring, printing, scan_reading, scans  # noqa: F401, PLC0415
