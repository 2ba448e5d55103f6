"""The only row locks: the works first, then the case, so that no two actions wait for each other in a circle."""

from core.errors import NotFound
from core.models import User
from permits.models import Case, NumberSeries, Works
from permits.selectors.visibility import visible_cases, visible_works


def lock_works(actor: User | None, number: str) -> Works:
    """The works, locked until the transaction ends. NotFound when `actor` may not know of it."""
    pk = visible_works(actor).filter(number=number).values_list("pk", flat=True).first()
    if pk is None:
        raise NotFound("works", number)
    return Works.objects.select_for_update(of=("self",)).get(pk=pk)


def lock_case(actor: User | None, number: str) -> Case:
    """The case with its works, both locked until the transaction ends. NotFound when `actor` may not know of it."""
    found = visible_cases(actor).filter(number=number).values_list("pk", "works_id").first()
    if found is None:
        raise NotFound("case", number)
    case_pk, works_pk = found
    works = Works.objects.select_for_update(of=("self",)).get(pk=works_pk)
    case = Case.objects.select_for_update(of=("self",)).filter(pk=case_pk).first()
    if case is None:  # discarded while we waited for the works
        raise NotFound("case", number)
    case.works = works
    return case


def lock_series(kind: str, year: int) -> NumberSeries:
    """The number series of this kind and year, locked; made when it is the first of the year."""
    NumberSeries.objects.get_or_create(kind=kind, year=year)
    return NumberSeries.objects.select_for_update(of=("self",)).get(kind=kind, year=year)
