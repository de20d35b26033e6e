"""Navigation per role (design: navigation per role). Links go upwards by name only."""

from organizations.models import Role

SECTIONS = {
    Role.CURATOR: [
        ("Рабочий стол", "desk:home", "desk"),
        ("Дорожная карта", "roadmap:list", "roadmap"),
        ("Участники", "people:list", "people"),
        ("Пары и программы", "pairs:list", "pairs"),
        ("Опросы", "surveys:campaigns", "surveys"),
        ("Документы", "documents:list", "documents"),
        ("Учреждение", "organizations:mine", "organizations"),
    ],
    Role.HEAD: [
        ("На подпись", "documents:to_sign", "documents:to_sign"),
        ("Ход дорожной карты", "roadmap:list", "roadmap"),
        ("Опросы", "surveys:campaigns", "surveys"),
        ("Документы", "documents:list", "documents"),
        ("Учреждение", "organizations:mine", "organizations"),
    ],
    Role.PSYCHOLOGIST: [
        ("Рабочий стол", "desk:home", "desk"),
        ("Без пары", "support:list", "support"),
        ("Участники", "people:list", "people"),
        ("Пары и программы", "pairs:list", "pairs"),
        ("Опросы", "surveys:campaigns", "surveys"),
    ],
    Role.METHODOLOGIST: [
        ("Сводка", "desk:home", "desk"),
        ("Дорожная карта", "roadmap:list", "roadmap"),
        ("Поиск наставников", "support:calls", "support"),
        ("Документы", "documents:list", "documents"),
    ],
    Role.DEPARTMENT_HEAD: [
        ("Сводка", "desk:home", "desk"),
        ("На подпись", "documents:to_sign", "documents:to_sign"),
        ("Дорожная карта", "roadmap:list", "roadmap"),
        ("Поиск наставников", "support:calls", "support"),
        ("Документы", "documents:list", "documents"),
    ],
    Role.ADMINISTRATOR: [
        ("Доступ", "organizations:members", "organizations:members"),
        ("Учреждение", "organizations:mine", "organizations"),
        ("Письма", "desk:letters", "desk:letter"),
        ("Журнал", "audit:list", "audit"),
    ],
    Role.PARTICIPANT: [],  # no menu to learn: one page, "Мои дела"
}


# Rooms whose pages stand under the tabs of the pairs and have no section of their own in most menus.
UNDER_PAIRS = {"selection", "programmes", "meetings", "support"}


def navigation(request):
    """`sections` of the menu for the acting role, the open one marked; `me` for the header."""
    me = getattr(request, "membership", None)
    if me is None:
        return {"sections": [], "me": None}
    match = request.resolver_match
    here = f"{match.namespace}:{match.url_name}" if match else ""
    keys = [key for _, _, key in SECTIONS[me.role]]
    if match and match.namespace in UNDER_PAIRS and match.namespace not in keys:
        here = "pairs"
    best = max((key for key in keys if here.startswith(key)), key=len, default="")
    sections = [(title, url, bool(best) and key == best) for title, url, key in SECTIONS[me.role]]
    return {"sections": sections, "me": me}
