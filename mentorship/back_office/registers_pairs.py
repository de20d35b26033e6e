"""The back office: pairs and what stands on them (selection, programmes, meetings, support)."""

from meetings.models import Answer, Fit, Meeting, MeetingLink, MeetingSeries, Vacation
from mentorship.back_office.register import KEPT, Register
from pairs.models import Pair, PairChange, PairMember, PairNote, Substitution
from programmes.models import Programme, ProgrammeRow, ProgrammeTemplate, ProgrammeVersion, Remark
from selection.models import ChoiceMeeting, ChoiceSeat, HandChange, MatchRun, Proposal, Weights, Wish
from support.models import SearchCall, SearchOffer, SupportCase, SupportContact

OF_RUN = "Подбор ведут на его странице: что вошло в расчёт, стоит на месте."
PAIR_REGISTERS = [
    Register(
        Pair, ("theme", "form", "kind", "starts_on", "ends_on"), shows=("mentor", "form", "status", "starts_on"),
        search="mentor__search", filters=("status",),
        is_closed=lambda row: row.status not in {"proposed", "ready"},
        why="Пара стоит в приказе: исправление в ней разошлось бы с документом. Нужен новый приказ.",
    ),
    Register(PairMember, ("left_on",), shows=("person", "left_on"), search="person__search"),
    Register(PairChange, shows=("kind", "status", "effective_on"), why="Изменение пары ведут на его странице."),
    Register(Substitution, ("reason",), shows=("pair", "person", "starts_on", "ends_on")),
    Register(PairNote, shows=("pair", "written_at"), why=KEPT),
    Register(Weights, shows=("organization",), why="Правила подбора меняют на странице «Правила»."),
    Register(MatchRun, ("name",), shows=("name", "status", "made_at"), hidden=("inputs", "result", "rules")),
    Register(Proposal, shows=("run", "mentee", "mentor", "score"), search="mentee__search", why=OF_RUN),
    Register(HandChange, shows=("run", "mentee", "kind"), why=OF_RUN),
    Register(ChoiceMeeting, ("place",), shows=("held_on", "place")),
    Register(ChoiceSeat, shows=("meeting", "person", "side"), why="Приглашают на странице встречи выбора."),
    Register(
        Wish, shows=("person", "made_on"), hidden=("about", "kind", "rank"),
        why="Пожелания записывает и читает куратор на странице «Пожелания».",
    ),
    Register(
        Programme, shows=("title", "status"), filters=("status",),
        why="Программу правят на её странице: там видно, кто и что изменил.",
    ),
    Register(ProgrammeRow, shows=("programme", "activity", "done_on"), why="Строки правят на странице программы."),
    Register(Remark, shows=("programme", "author", "settled_on"), why=KEPT),
    Register(ProgrammeVersion, shows=("programme", "number", "made_at"), hidden=("content",), why=KEPT),
    Register(ProgrammeTemplate, ("name",), shows=("name", "form"), hidden=("content",)),
    Register(Vacation, ("name", "starts_on", "ends_on"), shows=("name", "starts_on", "ends_on"), deletes=True),
    Register(MeetingSeries, shows=("pair", "weekday", "rhythm"), why="Расписание меняют на странице пары."),
    Register(
        Meeting, ("topic", "outcome"), shows=("on", "status"), filters=("status",),
    ),
    Register(Answer, shows=("meeting", "person", "is_yes"), why=KEPT),
    Register(Fit, shows=("person", "at"), hidden=("word",), why=KEPT),
    Register(MeetingLink, shows=("person", "expires_at"), hidden=("token_hash",), why="Ссылку отзывает новая ссылка."),
    Register(
        SupportCase, shows=("person", "status", "opened_on"), search="person__search",
        why="Поддержку ведут на её странице: там видно, кто и когда с человеком встречался.",
    ),
    Register(SupportContact, shows=("case", "on", "kind"), hidden=("note",), why=KEPT),
    Register(
        SearchCall, shows=("form", "status", "opened_on"), filters=("status",), hidden=("case",),
        why="Поиск у соседей заканчивают на его странице.",
    ),
    Register(
        SearchOffer, shows=("made_on", "status"), hidden=("call",),
        why="На предложение отвечают на странице запроса.",
    ),
]  # fmt: skip
