"""The demo's students by cohort, with their progress."""

from dataclasses import dataclass

EVENING, DAY = "evening", "day"
PLAIN_LETTERS = str.maketrans("áéíóúñčøü", "aeiouncou")


@dataclass(frozen=True, slots=True)
class Student:
    """`share` is the part of the program's hours that is logged; `email` is set for sign-in accounts."""

    name: str
    cohort: str
    share: float
    email: str = ""

    @property
    def address(self) -> str:
        plain = self.name.lower().translate(PLAIN_LETTERS).replace(" ", ".")
        return self.email or f"{plain}@palmetto.test"


STUDENTS = (
    Student("Lucía Ferrer", EVENING, 0.66, "lucia@palmetto.test"),
    Student("Andre Baptiste", EVENING, 0.28, "andre@palmetto.test"),
    Student("Mei Tanaka", EVENING, 0.0, "mei@palmetto.test"),
    Student("Joel Rivera", DAY, 1.0, "joel@palmetto.test"),
    Student("Hana Kovač", EVENING, 0.58),
    Student("Priya Raman", EVENING, 0.62),
    Student("Marcus Ellery", EVENING, 0.55),
    Student("Yolanda Pinto", EVENING, 0.6),
    Student("Dmitri Volkov", EVENING, 0.47),
    Student("Grace Adeyemi", EVENING, 0.64),
    Student("Camille Dorval", EVENING, 0.52),
    Student("Tomás Iglesias", EVENING, 0.57),
    Student("Naomi Feldman", EVENING, 0.43),
    Student("Wendell Oakes", EVENING, 0.61),
    Student("Beatriz Montalvo-Echeverría", DAY, 0.93),
    Student("Samir Haddad", DAY, 0.88),
    Student("Ivy Nakamura", DAY, 0.95),
    Student("Leon Castillo", DAY, 0.81),
    Student("Rosalind Pierre", DAY, 0.9),
    Student("Owen Brightwater", DAY, 0.77),
    Student("Fatima Siddiqui", DAY, 0.92),
    Student("Caleb Monroe", DAY, 0.69),
    Student("Ana Lúcia Prado", DAY, 0.96),
    Student("Erik Sørensen", DAY, 0.84),
    Student("Jolene Whitaker", DAY, 0.89),
)

BOOKED_NOTHING = {"Mei Tanaka", "Dmitri Volkov", "Caleb Monroe"}

NOTES = (
    "Swedish, 60 min, low back and hips. Client reported less tension after.",
    "Neck and shoulders, seated intake, pressure adjusted twice.",
    "Trigger points in upper trapezius, heat before, stretching after.",
    "Full body relaxation, side-lying for comfort.",
    "Myofascial release of the thoracolumbar fascia; reassessed range of motion.",
    "Chair massage at the health fair, 15 min each.",
    "Charted in SOAP form, reviewed with the instructor.",
    "",
    "",
)
