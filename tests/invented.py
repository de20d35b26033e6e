"""People who do not exist: the same ones in the same order each time."""

from typing import NamedTuple

SURNAMES = (
    "Абрамов Белов Воронцов Громов Данилов Ефимов Жуков Зайцев Игнатов Калинин Лаптев Макаров Назаров "
    "Осипов Павлов Рябинин Савельев Тарасов Уваров Фомин Харитонов Цветков Чернов Шилов Щукин Юдин Яшин "
    "Артемьев Быков Виноградов Гордеев Дементьев Ершов Золотарёв Капустин Лебедев Муравьёв Никитин Орлов "
    "Панфилов Романов Седов Тихонов Устинов Филатов Хохлов Чистяков Шестаков Якушев Боровков"
)
MALE = (
    "Александр Борис Виктор Григорий Денис Егор Захар Игорь Кирилл Леонид Максим Николай Олег Павел Роман "
    "Сергей Тимофей Фёдор Эдуард Юрий Артём Вадим Глеб Дмитрий Ярослав"
)
FEMALE = (
    "Анна Вера Галина Дарья Елена Жанна Зоя Ирина Ксения Лариса Марина Надежда Ольга Полина Раиса Светлана "
    "Татьяна Ульяна Юлия Яна Алла Валентина Евгения Наталья София"
)
FATHERS = (
    "Александров Борисов Викторов Григорьев Денисов Егоров Захаров Игорев Кириллов Леонидов Максимов "
    "Николаев Олегов Павлов Романов Сергеев Тимофеев Фёдоров Эдуардов Юрьев Артёмов Вадимов Глебов "
    "Антонов Ярославов"
)
POSITIONS = {
    "kindergarten": "воспитатель,старший воспитатель,учитель-логопед,педагог-психолог,музыкальный работник",
    "school": "учитель,учитель начальных классов,социальный педагог,заместитель директора,дефектолог",
    "college": "преподаватель,старший преподаватель,мастер,методист,педагог-организатор",
}
SUBJECTS = "математика,русский язык,физика,история,химия,информатика,биология,география,«Ромашка»"
CATEGORIES = ("высшая", "первая", "соответствие", "без категории", "")


class Invented(NamedTuple):
    """One invented teacher, as a school office would type them."""

    last_name: str
    first_name: str
    patronymic: str
    position: str
    subject: str
    experience: str
    category: str
    education: str
    phone: str
    email: str
    birth_date: str

    @property
    def full_name(self):
        return f"{self.last_name} {self.first_name} {self.patronymic}"


def people(n, kind="school"):
    """`n` (at most 62,500) different invented people, the same ones each time."""
    positions = POSITIONS[kind].split(",")
    words = [text.split() for text in (SURNAMES, MALE, FEMALE, FATHERS)]
    return [_person(i, positions, *words) for i in range(n)]


def _person(i, positions, surnames, male, female, fathers):
    is_woman, k = i % 2, i // 2
    stem, turn = surnames[k % 50], k // 50
    first = (female if is_woman else male)[(turn + k) % 25]
    father = fathers[(turn // 25 + k) % 25]
    return Invented(
        last_name=stem + "а" * is_woman,
        first_name=first,
        patronymic=father + ("на" if is_woman else "ич"),
        position=positions[k % len(positions)],
        subject=SUBJECTS.split(",")[k % 9],
        experience=str(k % 41),
        category=CATEGORIES[k % len(CATEGORIES)],
        education="высшее" if k % 3 else "среднее профессиональное",
        phone=f"8 (900) {i // 10000:03d}-{i // 100 % 100:02d}-{i % 100:02d}",
        email=f"teacher{i}@school.example",
        birth_date=f"{k % 28 + 1:02d}.{k % 12 + 1:02d}.{1960 + k % 40}",
    )
