"""No form takes the row of another institution, in any field that points to one (TEN-4)."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest
from django.forms import BaseForm, ModelChoiceField
from django.urls import reverse

from documents.forms.life import StepForm, SubstituteForm
from documents.forms.outside import OutsideForm
from documents.forms.paper import PaperForm
from documents.forms.signing import RegisterPaperForm
from documents.kinds import KINDS
from documents.models import Acknowledgement, Document, Substitute
from organizations.models import Membership
from pairs.models import Pair
from people.models import Person
from roadmap.models import Roadmap
from selection.models import MatchRun
from tests.foreign_pairs import PAIR_DOORS, mentor
from tests.foreign_surveys import SURVEY_DOORS, SURVEY_NAMES

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parent.parent


def requests(mine, **changes):
    first = mine["mentee_entry"].requests.get()
    return {
        "entered_on": "2026-09-01",
        "requests-TOTAL_FORMS": 1,
        "requests-INITIAL_FORMS": 1,
        "requests-0-id": first.pk,
        "requests-0-text": "Ведение журнала",
        "requests-0-source": "talk",
        "requests-0-made_on": "2026-09-01",
        **changes,
    }


def card(mine, **changes):
    person = mine["person"]
    names = {name: getattr(person, name) for name in ("last_name", "first_name", "patronymic")}
    return names | {"kind": "employee", "position": "учитель", "is_namesake": "on", **changes}


def choice(mine, **people):
    """A meeting of choice of one's own people but for those given."""
    own = {"mentors": [mentor(mine)], "mentees": [mine["person"].pk]}
    return {"held_on": "2026-10-12", "starts_at": "14:30", "round_minutes": 7} | own | people


WHY = {"reason": "Кабинеты рядом", "stamp": 0}


IN_MAY = {"way": "words", "term": "Май", "is_sure": "on"}


def first_stage(row):
    return row["roadmap"].stages.first().pk


def move_to(mine, **chosen):
    return {**chosen, "to_stage": mine["stage_pk"]}


# Field or name in a body: route, kind of the own row in its address, and the body with a row `r` put into it.
DOORS = {
    **PAIR_DOORS,
    **SURVEY_DOORS,
    "ChoosePairsForm.pairs": ("documents:order_pairs_add", "", lambda mine, r: {"pairs": [r["ready"].pk]}),
    "RequestForm.competences": (
        "people:mentee_edit",
        "mentee_entry",
        lambda mine, r: requests(mine, **{"requests-0-competences": [r["competence"].pk]}),
    ),
    "MentorForm.competences": (
        "people:mentor_edit",
        "mentor_entry",
        lambda mine, r: {"competences": [r["competence"].pk], "capacity": 2, "entered_on": "2026-09-01"},
    ),
    "ChosenMembersForm.members": ("organizations:slips", "", lambda mine, r: {"members": [r["member"].pk]}),
    "AddActivityForm.stage": (
        "roadmap:activity_add",
        "roadmap",
        lambda mine, r: {"title": "Мероприятие", "stage": r["roadmap"].stages.first().pk},
    ),
    "MoveLineForm.stage": (
        "roadmap:activity_move", "activity", lambda mine, r: {"stage": r["stage_pk"], "position": 0}
    ),
    "LinesForm.lines": ("roadmap:arrange", "roadmap", lambda mine, r: move_to(mine, lines=r["activity"].pk)),
    "LinesForm.stages": ("roadmap:arrange", "roadmap", lambda mine, r: move_to(mine, stages=first_stage(r))),
    "MoveLinesForm.lines": ("roadmap:arrange", "roadmap", lambda mine, r: move_to(mine, lines=r["activity"].pk)),
    "MoveLinesForm.stages": ("roadmap:arrange", "roadmap", lambda mine, r: move_to(mine, stages=first_stage(r))),
    "MoveLinesForm.to_stage": (
        "roadmap:arrange",
        "roadmap",
        lambda mine, r: {"lines": mine["activity"].pk, "to_stage": r["stage_pk"]},
    ),
    "TermsForm.lines": ("roadmap:terms", "roadmap", lambda mine, r: {"lines": r["activity"].pk, **IN_MAY}),
    "TermsForm.stages": ("roadmap:terms", "roadmap", lambda mine, r: {"stages": first_stage(r), **IN_MAY}),
    "CopyRoadmapForm.source": (
        "roadmap:copy",
        "",
        lambda mine, r: {"source": r["roadmap"].pk, "start_year": mine["organization"].school_year + 1},
    ),
    "AssignForm.members": (
        "roadmap:activity_people", "activity", lambda mine, r: {"members": [r["member"].pk]}
    ),
    "PersonForm.manager": ("people:edit", "person", lambda mine, r: card(mine, manager=mentor(r))),
    "CardForm.manager": ("people:add", "", lambda mine, r: card(mine, last_name="Новая", manager=mentor(r))),
    "RunForm.mentees": (
        "selection:add",
        "",
        lambda mine, r: {"name": "Подбор", "goal": "best", "mentees": [r["person"].pk]},
    ),
    "ReplaceForm.mentor": (
        "selection:replace", "proposal", lambda mine, r: {**WHY, "mentor": r["proposal"].runner_up_id}
    ),
    "SwapForm.other": ("selection:swap", "proposal", lambda mine, r: {**WHY, "other": r["loner_proposal"].pk}),
    "VariantForm.without": (
        "selection:variant", "run", lambda mine, r: {"name": "Вариант", "goal": "best", "without": mentor(r)}
    ),
    "VariantForm.mentor": (
        "selection:variant",
        "run",
        lambda mine, r: {"name": "Вариант", "goal": "everyone", "mentor": mentor(r), "places": 1},
    ),
    "ApplyForm.proposals": (
        "selection:apply",
        "run",
        lambda mine, r: {
            "proposals": [r["proposal"].pk],
            "starts_on": "2026-10-05",
            "ends_on": "2027-05-28",
            "stamp": 0,
        },
    ),
    "WishForm.person": (
        "selection:wish_add", "", lambda mine, r: {"person": r["person"].pk, "about": mentor(mine), "kind": "wants"}
    ),
    "WishForm.about": (
        "selection:wish_add", "", lambda mine, r: {"person": mentor(mine), "about": r["person"].pk, "kind": "wants"}
    ),
    "ChoiceForm.mentors": ("selection:choice_add", "", lambda mine, r: choice(mine, mentors=[mentor(r)])),
    "ChoiceForm.mentees": ("selection:choice_add", "", lambda mine, r: choice(mine, mentees=[r["person"].pk])),
    "RepresentativeForm.representative": (
        "people:representative_add",
        "other_learner",
        lambda mine, r: {"relation": "mother", "representative": r["parent"].pk},
    ),
    "OtherCardForm.other": ("people:merge", "learner", lambda mine, r: {"other": r["loner"].pk}),
    "AddRequestForm.competences": (
        "people:request_add",
        "mentee_entry",
        lambda mine, r: {
            "text": "Ведение журнала",
            "source": "talk",
            "made_on": "2026-09-01",
            "competences": [r["competence"].pk],
        },
    ),
    "MergeCompetenceForm.into": (
        "people:competence_merge", "competence", lambda mine, r: {"into": r["spare_competence"].pk}
    ),
    "BulkForm.competence": (
        "people:mentors_strength",
        "",
        lambda mine, r: {"person": [mentor(mine)], "competence": r["spare_competence"].pk},
    ),
    "person to leave a bank": (
        "people:mentees_leave",
        "",
        lambda mine, r: {"person": [r["person"].pk], "left_on": "2026-10-01", "leaving": "done"},
    ),
    "person to pause": ("people:mentors_pause", "", lambda mine, r: {"person": [mentor(r)]}),
    "person to get a form": (
        "people:mentees_forms",
        "",
        lambda mine, r: {"person": [r["person"].pk], "form": "teacher_teacher"},
    ),
    "person to the mentees": ("people:mentees_add", "", lambda mine, r: {"person": [mentor(r)]}),
    "person to the mentors": ("people:mentors_add", "", lambda mine, r: {"person": [r["person"].pk]}),
    "person to print": ("people:consents_print", "", lambda mine, r: {"person": [r["person"].pk]}),
    "need to print": (
        "people:consents_print", "", lambda mine, r: {"need": [f"{r['person'].pk}:mentee_duty"]}
    ),
    "person to write to": (
        "people:links_send", "", lambda mine, r: {"person": [r["person"].pk], "confirmed": "1"}
    ),
    "need to write to": (
        "people:links_send", "", lambda mine, r: {"need": [f"{r['person'].pk}:processing"], "confirmed": "1"}
    ),
    "link to write to": (
        "people:links_send", "", lambda mine, r: {"link": [r["consent_link"].pk], "confirmed": "1"}
    ),
    "person to be asked about a page": (
        "people:consents_release",
        "",
        lambda mine, r: {"person": [r["person"].pk], "addresses": "https://school.example/"},
    ),
    "SheetForm.consent": ("people:scan_sheet", "scan_batch", lambda mine, r: {"consent": r["asked_pk"]}),
    "person to sign": ("people:consents_sign", "", lambda mine, r: {"person": [r["person"].pk]}),
    "need to sign": (
        "people:consents_sign", "", lambda mine, r: {"need": [f"{r['person'].pk}:mentee_duty"]}
    ),
    "SpecialistForm.specialist": (
        "support:hand_over", "support_case", lambda mine, r: {"specialist": r["support_case"].specialist_id}
    ),
    "OfferForm.person": (
        "support:offer_add", "neighbour_call", lambda mine, r: {"text": "Логопед", "person": mentor(r)}
    ),
    "NameMentorForm.person": (
        "support:offer_name", "agreed_offer", lambda mine, r: {"allowed_on": "2026-10-01", "person": mentor(r)}
    ),
}  # fmt: skip
READ_ONLY = {  # a question in the address: test_canaries.py
    *("EffectForm.mentor", "EffectForm.other", "JournalFilter.user")
}
OF_PAPERS = {  # at the end
    *(
        "OutsideForm.target",
        "RegisterPaperForm.substitute",
        "StepForm.membership",
        "SubstituteForm.membership",
    )
}
TAKEN_OUT = {"ChangeForm.manager"}  # of the fields that the form inherits: the page does not take it
FORMS = ["*/forms*.py", "*/forms/*.py", "*/*filters*.py", "*/views*.py", "*/views/*.py"]
# Names that views read by hand, beside their forms: those that point to rows stand above as doors.
BY_HAND = {
    *("person", "need", "link", "row", "mentee", "paper", "members"),
    *("page", "q", "status", "show", "stage", "code", "way", "back", "secret", "shown_sha256", "sheet"),
    *("item_level", "item_text"),
    *("format", "take", "shown", "change", ""),  # of an import: numbers of the lines of one's own preview
    *("series", "year", "version", "do"),  # of papers: words and numbers
    *("pair", "template", "programme"),  # a pair in the address; programmes/tests/test_way.py
    *("sort", "kind", "other"),  # other: OtherCardForm.other, SwapForm.other
    *("mentor", "goal", "reason"),  # of a run: ReplaceForm.mentor
    *SURVEY_NAMES,
}


def test_every_field_that_points_to_a_row_has_a_door_here():
    covered = {name.split(" ")[0] for name in DOORS} | READ_ONLY | TAKEN_OUT | OF_PAPERS

    assert {"AssignForm.members", "PersonForm.manager", "JournalFilter.user"} <= set(pointing_fields())
    assert set(pointing_fields()) - covered == set()


def pointing_fields():
    for path in [path for where in FORMS for path in ROOT.glob(where)]:
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, form in inspect.getmembers(module, inspect.isclass):
            if issubclass(form, PaperForm):
                continue  # the forms of papers, one for each kind: at the end
            if issubclass(form, BaseForm) and form.__module__ == module.__name__:
                fields = form.base_fields.items()
                yield from (f"{name}.{field}" for field, kind in fields if isinstance(kind, ModelChoiceField))


def test_every_name_that_a_view_reads_by_hand_is_known():
    paths = [*ROOT.glob("*/views*.py"), *ROOT.glob("*/views/*.py"), ROOT / "people/consents.py"]
    names = {name for path in paths for name in names_read(ast.parse(path.read_text()))}

    assert names <= BY_HAND


def names_read(tree):
    """The x of request.POST.get("x"), request.GET.getlist("x"), data.getlist("x")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"get", "getlist"}:
            source = node.func.value
            if getattr(source, "attr", getattr(source, "id", "")) in {"POST", "GET", "data"} and node.args:
                yield getattr(node.args[0], "value", "")  # a name put together of parts stands in a form


@pytest.mark.parametrize("door", DOORS)
def test_form_refuses_the_row_of_another_institution_and_takes_a_colleagues(stage, door):
    refused = [knock(stage, door, place) for place in ("sister", "far")]
    taken = knock(stage, door, "colleague")

    assert [answer.status_code in {302, 404, 422} for answer in refused] == [True, True]
    assert [answer.written for answer in refused] == [[], []]
    assert taken.status_code in {200, 302}
    assert taken.written


def knock(stage, door, place):
    name, kind, body = DOORS[door]
    mine = stage.rows["mine"]
    return stage.ask("curator", "post", stage.url(name, "mine", kind), body(mine, stage.rows[place]))


def test_request_of_another_institution_is_not_drawn_into_an_entry(stage):
    mine, foreign = stage.rows["mine"], stage.rows["sister"]["mentee_entry"].requests.get()
    url = reverse("people:mentee_edit", args=[mine["mentee_entry"].pk])

    answer = stage.ask("curator", "post", url, requests(mine, **{"requests-0-id": foreign.pk}))

    assert answer.status_code in {302, 422}
    assert [table for table in answer.written if table.startswith("people_request")] == []


@pytest.mark.parametrize(("place", "writes"), [("mine", True), ("colleague", False), ("sister", False)])
def test_acquaintance_is_recorded_for_the_people_of_this_paper_only(stage, place, writes):
    row = Acknowledgement.objects.get(document=stage.rows[place]["paper"])
    url = reverse("documents:acknowledge_paper", args=[stage.rows["mine"]["paper"].pk])

    answer = stage.ask("curator", "post", url, {"row": [row.pk]})

    assert answer.status_code == 302
    assert bool(answer.written) is writes


@pytest.mark.parametrize("odd", ["²", "x", "", "-1", "9" * 30])
def test_odd_ids_in_a_body_are_no_rows_and_no_error(stage, odd):
    bodies = {
        reverse("people:mentors_add"): {"person": odd},
        reverse("people:consents_sign"): {"need": f"{odd}:mentee_duty"},
        reverse("people:consents_print"): {"person": odd},
        reverse("documents:acknowledge_paper", args=[stage.rows["mine"]["paper"].pk]): {"row": odd},
        reverse("organizations:slips"): {"members": odd},
    }

    answers = {url: stage.ask("curator", "post", url, body) for url, body in bodies.items()}

    assert {url: answer.status_code for url, answer in answers.items() if answer.status_code >= 500} == {}
    assert {url: answer.written for url, answer in answers.items() if answer.written} == {}


# Where the stage keeps a row of each model that these forms point to.
ROWS_OF_PAPERS = {
    Person: lambda rows: rows["person"],
    Pair: lambda rows: rows["pair"],
    Document: lambda rows: rows["paper"],
    Roadmap: lambda rows: rows["roadmap"],
    Membership: lambda rows: rows["member"],
    MatchRun: lambda rows: rows["run"],
    Substitute: lambda rows: rows["substitute"],
}
PAPER_FORMS = {str(kind.key): kind.form for kind in KINDS.values() if kind.form} | {
    "step": StepForm,
    "substitute": SubstituteForm,
    "outside": OutsideForm,
    "register": lambda *args, me: RegisterPaperForm(*args, me=me, by_head=True),
}


def pointing(form):
    return {name: field for name, field in form.fields.items() if isinstance(field, ModelChoiceField)}


@pytest.mark.parametrize("name", PAPER_FORMS)
def test_no_form_of_a_paper_takes_a_row_of_another_institution(stage, name):
    curator = stage.members["curator"]
    fields = pointing(PAPER_FORMS[name](me=curator))
    for place in ("sister", "far"):
        data = {
            field: ROWS_OF_PAPERS[row.queryset.model](stage.rows[place]).pk for field, row in fields.items()
        }
        lists = {key: [value] for key, value in data.items()}  # several may be chosen in some
        sent = {key: lists[key] if hasattr(field, "to_list") or field.widget.allow_multiple_selected else data[key]
                for key, field in fields.items()}  # fmt: skip
        form = PAPER_FORMS[name](sent, me=curator)

        assert fields.keys() <= form.errors.keys(), name


@pytest.mark.parametrize("name", PAPER_FORMS)
def test_the_choices_of_a_paper_are_rows_of_this_institution(stage, name):
    curator = stage.members["curator"]
    for field in pointing(PAPER_FORMS[name](me=curator)).values():
        assert all(row.organization_id == curator.organization_id for row in field.queryset)


def test_the_forms_of_papers_do_offer_own_rows(stage):
    """Else the two tests above would pass with forms that offer nothing."""
    curator = stage.members["curator"]
    offered = {
        field.queryset.model for make in PAPER_FORMS.values() for field in pointing(make(me=curator)).values()
        if field.queryset.exists()
    }  # fmt: skip

    assert offered >= {Person, Pair, Document, Roadmap, Membership}
