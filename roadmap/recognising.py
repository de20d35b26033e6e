"""What the words of a roadmap mean to the program: which counter closes a line, whose work it is. Pure, no Django."""

import re

from roadmap.reading.plain import plain

#: A line with this counter counts its content items, each by the counter its own words name.
ITEMS = "items"

#: What a line is about stands at its beginning; a cell of many pages must not cost minutes.
LONGEST = 600

#: Counters of rooms to come: a line may name one already and is closed by hand until the room registers it.
PLANNED = {
    "training": "Обучение наставников",
    "materials": "Методические материалы",
    "final_event": "Итоговое мероприятие",
    "conference": "Конференция, семинар",
    "practices": "Методическая копилка, лучшие практики",
    "publication": "Публикации о наставничестве",
    "district_local_acts": "Локальные акты учреждений",
    "district_councils": "Педагогические советы учреждений",
    "district_review": "Экспертиза программ учреждений",
    "district_banks": "Базы учреждений",
    "district_training": "Обучение наставников учреждений",
    "district_pairs": "Пары и группы учреждений",
    "district_programmes": "Ход программ учреждений",
    "district_monitoring": "Мониторинг по учреждениям",
    "consulting": "Консультации учреждений",
}

_PAIRS = r"(?:\bпар(?:ы|ах|е)?\b|\bнаставническ\w+ групп)"
_NORMS = r"\bлокальн\w+ (?:нормативн\w+ )?(?:правов\w+ )?акт|(?:нормативн|правов)\w+ баз"
_MAKING = r"(?:разработ|составл|подготов|формирован|утвержд|приняти|согласов|проектир|корректир)"
_BANK = r"\b(?:банк|баз|реестр|согласи|списк|список)\w* "


def _compiled(*rules):
    return [(name, re.compile(pattern)) for name, pattern in rules]


# The first that fits names the counter: orders stand before what they are about, narrow words before wide ones.
RULES = _compiled(
    ("order_pairs", rf"приказ[^;]*закреплени[^;]*(?:наставник|{_PAIRS})"),
    ("order_pairs", rf"приказ[^;]*(?:утвержд|назнач|формир|создани)[^;]*{_PAIRS}"),
    ("order_regulation", r"приказ[^;]*утвержд\w*(?: и [\w ]+)? положени"),
    (
        "roadmap_approved",
        rf"{_MAKING}[^;]*(?:дорожн\w+ карт|план\w* мероприятий)|^«?дорожная карта|^план мероприятий",
    ),
    ("order_curator", r"(?:приказ|назначени)[^;]*куратор"),
    ("reward_order", r"приказ[^;]*(?:поощр|награжд|премир)"),
    ("final_event_order", r"приказ[^;]*(?:мероприяти|конференц|кругл)"),
    ("school_programme", r"приказ[^;]*утвержд\w* программ"),
    (
        "order_model",
        r"приказ[^;]*(?:в(?:недр|вед)ени|реализаци|организаци|утвержд)[^;]*(?:модел|систем|программ|наставничеств)",
    ),
    ("acknowledgements", r"ознакомлени\w* (?:\w+ ){0,3}(?:с приказ|под роспись|под подпись)"),
    ("regulation", rf"^положени[ея] о|{_MAKING}[^;]{{0,40}}положени[яе]"),
    (
        "minutes_council",
        r"педагогическ\w+ совет|педсовет|информировани\w* (?:педагог|\w* ?коллектив|работник)",
    ),
    ("minutes_meeting", r"совещани|выбор\w* форм"),
    ("minutes_decision", r"(?:приняти|решени)[^;]*о внедрении|изучени[^;]*материал"),
    ("programme_template", r"(?:шаблон|макет|образ(?:ец|ц))[^;]*программ"),
    ("support_cases", r"не сформировавш|психолого-педагогическ\w+ (?:поддержк|сопровожд)|поиск\w* наставник"),
    ("duty_consents", r"соглас[^;]*дополнительн\w+ обязанност"),
    ("agreements", r"дополнительн\w+ соглашени"),
    ("survey_interim", r"промежуточн|текущ\w+ контрол"),
    (
        "survey_final",
        r"удовлетворен|итогов\w+ анкет|мониторинг[^;]*анкет|анкет[^;]*(?:итогов|качества реализ)",
    ),
    ("survey_entry", r"(?:входн|первичн|стартов)\w+ (?:анкет|диагност|опрос)"),
    ("survey_preliminary", r"предварительн\w+ запрос"),
    ("pairs", r"\b(?:отбор|подбор|выбор)\w* [^;]*(?:подходящ|наставник|пар\b)|соединени[^;]*(?:пар|групп)"),
    (
        "requests",
        r"анкет[^;]*наставляем|запрос|дефицит|затруднени|\b(?:сбор|сведени|опрос)[^;]* о наставляем",
    ),
    ("banks", rf"{_BANK}[^;]*(?:наставляемых и наставник|наставников и наставляем)"),
    ("mentee_bank", rf"{_BANK}[^;]*наставляем"),
    ("survey_candidates", r"(?:анкет|опрос)[^;]*наставник|\b(?:сбор|сведени)[^;]* о наставник"),
    ("mentor_bank", rf"{_BANK}[^;]*наставник"),
    ("processing_consents", r"согласи[^;]*персональн"),
    ("order_pairs", rf"(?:формировани|создани|закреплени|утвержд)[^;]*{_PAIRS}"),
    ("materials", r"методическ\w+ (?:материал|рекомендац|пособи)"),
    ("training", r"обучени[^;]*наставник|установочн|школ\w+ (?:молодого )?наставник"),
    ("training", r"\b(?:семинар|курс|консультац|тренинг|мастер-класс)[^;]*наставник"),
    ("final_event", r"итогов\w+ (?:мероприяти|конференц|встреч|семинар)|кругл\w+ стол"),
    ("practices", r"лучш\w+ практик|копилк"),
    ("meetings", r"встреч|реализаци[яи] (?:персонализир|индивидуал|программ)[^;]*(?:для каждо|\bпар|групп)"),
    ("programmes", rf"{_MAKING}[^;]*(?:персонализир|индивидуал)"),
    ("school_programme", rf"{_MAKING}[^;]*программ"),
    ("reports", r"отчет\w* (?:наставник|куратор|пар)"),
    ("thank_you_letters", r"благодарственн|благодарност|грамот|вручени"),
    ("reward_order", r"поощрени|награжд|мотивац"),
    ("conference", r"конференци|семинар|конкурс"),
    ("monitoring_note", r"мониторинг|эффективност|отчет\w* по итог|аналитическ\w+ справк|подведени\w+ итог"),
    ("publication", r"публикац|размещени|освещени|информировани|\bсайт|социальн\w+ сет"),
)
# A roadmap of a district speaks of the institutions below: their facts are counted, not those of one house.
OF_DISTRICT = re.compile(
    r"пилотн|\b(?:учреждени|организаци|школ)\w* (?:района|округа|города|муниципал)|\bоу \w+ (?:района|округа)"
)
DISTRICT_RULES = _compiled(
    ("consulting", r"консультир|консультац"),
    ("district_local_acts", rf"{_NORMS}|дорожн\w+ карт"),
    ("district_councils", r"педагогическ\w+ совет|педсовет"),
    ("district_review", r"экспертиз"),
    ("district_banks", r"\b(?:банк|баз|реестр)\w* "),
    ("district_training", r"обучени"),
    ("district_pairs", _PAIRS),
    ("district_monitoring", r"мониторинг|эффективност"),
    ("district_programmes", r"программ"),
)
_SMALL_HEADS = "кафедр|отделен|библиотек|хозяйств|кабинет|лаборатор|учебн"
ROLE_WORDS = _compiled(
    (
        "curator",
        r"\bзам(?:естител\w+|\.)[^,;]{0,60}?(?:директор|заведующ|руководител|начальник)\w*(?: \w+){0,2}",
    ),
    ("curator", r"завуч|куратор|координатор|старш\w+ воспитател\w+|ответственн\w+ за (?:\w+ )?наставнич"),
    (
        "department_head",
        r"(?:\b(?:начальник|руководител|специалист)\w* )?\b(?:отдел|управлени)\w* образовани",
    ),
    ("department_head", r"\b(?:комитет|департамент)\w* (?:по )?образовани"),
    ("department_head", r"администраци\w* (?:\w+ )?(?:район|город|округ|муниципал)"),
    ("psychologist", r"(?:\bпедагог\w*-)?психолог(?!о-)"),
    ("methodologist", r"\b(?:имц|ммц|гмц|рмц|цнппм)\b|методист|методическ\w+ (?:центр|кабинет|служб)"),
    ("head", r"(?:администраци|дирекци|директор)\w*(?: (?:оу|доу|оо)\b)?"),
    ("head", rf"заведующ(?:ий|ая|ие)(?! (?:{_SMALL_HEADS}))(?: доу)?"),
    ("head", r"\bруководител[ьи] (?:оу|оо|доу|(?:образовательн\w+ )?(?:учреждени|организаци)\w*)"),
    ("head", r"(?:^|[,;] ?)руководитель(?= ?[,;]|$)"),
    ("participant", r"наставник(?:и|ом|ами)?\b|наставляемы[йе]|\bпедагог(?:и|ами)?\b|учител[ья]\b"),
    ("participant", r"воспитател[ьи]\b|преподавател[ьи]\b|классны[йе] руководител|\bучастники?\b"),
    ("curator", r"\b(?:оу|доу|оо)\b|^образовательн\w+ (?:учреждени|организаци)|^школ[аы](?: района)?$"),
)
NORMS, NEEDS_MENTEES = re.compile(_NORMS), re.compile(r"при наличии[^.;]{0,40}наставляем")


def counter_of(text: str) -> str:
    """The counter that closes a line or a content item, by its words; "" where nothing is recognised."""
    said = plain(text[:LONGEST])
    rules = DISTRICT_RULES if OF_DISTRICT.search(said) else RULES
    return next((key for key, pattern in rules if pattern.search(said)), "")


def counter_of_line(title: str, content: list[str]) -> str:
    """The counter of a whole line: "items" where it is a list of local acts, else by its title, else by its items."""
    if content and len(content) > 1 and NORMS.search(plain(title[:LONGEST])):
        return ITEMS
    return next((key for text in (title, *content) if (key := counter_of(text))), "")


def needs_mentees(text: str) -> bool:
    """Whether the words make the work conditional: "при наличии в организации наставляемых"."""
    return bool(NEEDS_MENTEES.search(plain(text[:LONGEST])))


def roles_of(responsible: str) -> list[str]:
    """Values of `organizations.models.Role` that the words mean, in the order of the words, each once."""
    said, found, at = plain(responsible[:LONGEST]), [], 0
    while hits := [(hit, role) for role, words in ROLE_WORDS if (hit := words.search(said, at))]:
        hit, role = min(hits, key=lambda pair: pair[0].start())
        found.append(role)
        at = hit.end()
    return list(dict.fromkeys(found))
