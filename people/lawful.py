"""What stays of a person after destruction, because a law asks to keep it (152-ФЗ ст. 6 ч. 1 п. 2; PDN-3)."""

from dataclasses import dataclass

YEARS_OF_CONSENTS = 3  # after their end: Перечень Росархива, приказ от 20.12.2019 № 236, ст. 441


@dataclass(frozen=True)
class Kept:
    """One kind of papers: its words for the act, the columns and the folders of files where the person still stands."""

    words: str
    columns: frozenset
    folders: frozenset = frozenset()


LAWFUL = [
    Kept(
        "зарегистрированные приказы и акты учреждения с их файлами, по срокам приказа Росархива от 20.12.2019 № 236",
        frozenset({"documents_document.title", "documents_document.content", "documents_document.search"}),
        frozenset({"papers"}),
    ),
    Kept(
        "утверждённые дорожные карты",
        frozenset({
            "roadmap_roadmap.title", "roadmap_roadmap.adopted", "roadmap_roadmap.agreed", "roadmap_roadmap.intro",
            "roadmap_roadmap.approver_name", "roadmap_roadmap.change_note", "roadmap_stage.title",
            "roadmap_stage.lead", "roadmap_activity.title", "roadmap_activity.content", "roadmap_activity.term",
            "roadmap_activity.responsible", "roadmap_activity.result_paper",
        }),
        frozenset({"evidence"}),
    ),
    Kept(
        f"подписанные согласия и их сканы, {YEARS_OF_CONSENTS} года после окончания (там же, статья 441)",
        frozenset({"people_consent.content", "people_consent.limits"}),
        frozenset({"consents"}),
    ),
    Kept("заявления об отзыве согласия", frozenset(), frozenset({"withdrawals"})),
]  # fmt: skip


def lawful_columns():
    return {column for kept in LAWFUL for column in kept.columns}


def lawful_folders():
    return {folder for kept in LAWFUL for folder in kept.folders}
