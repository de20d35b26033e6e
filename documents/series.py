"""Series of numbers: which papers count together, and how a number looks until the institution says otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Series:
    label: str
    pattern: str = "{n}"  # "" for the institution's own pattern of orders


SERIES = {
    "core": Series("Приказы по основной деятельности", ""),
    "personnel": Series("Приказы по личному составу", "{n}-л"),
    "local": Series("Локальные акты и программы"),
    "programmes": Series("Персонализированные программы и планы"),
    "council": Series("Протоколы педагогического совета"),
    "meetings": Series("Протоколы совещаний"),
    "selection": Series("Протоколы подбора пар"),
    "agreements": Series("Дополнительные соглашения и уведомления"),
    "reports": Series("Справки, отчёты, журналы"),
    "letters": Series("Благодарственные письма и сертификаты"),
    "acts": Series("Акты"),
}


def default_pattern(series, organization):
    return SERIES[series].pattern or organization.order_number_pattern
