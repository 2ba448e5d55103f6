"""What a case is found by: numbers, parties and road, in Chinese and in Latin letters."""

from core.romanise import romanise
from permits.models import Case


def search_text_of(case: Case) -> str:
    """Lower-case text in which the search looks for each word of the query."""
    names = (case.road_name, case.client_name, case.contractor_name, case.project_name, case.place_text)
    parts = [case.number, case.works.number, *names, *(romanise(name) for name in names)]
    return " ".join(part for part in parts if part).lower()
