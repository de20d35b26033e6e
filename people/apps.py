from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Участники"

    def ready(self):
        """Tell the roadmap and the desk what this room knows."""
        from people import bank_todo, extract_parts, progress, todo  # noqa: F401, PLC0415  (loaded only now)
        from people import consent_jobs, todo_links  # noqa: F401, PLC0415
        from people import erasing, erasing_below, todo_withdrawals  # noqa: F401, PLC0415
        from people import progress_consents  # noqa: F401, PLC0415
        from people import jobs  # noqa: F401, PLC0415
        from people.services import expired_papers, expiring, printing, scan_reading, scans  # noqa: F401, PLC0415
