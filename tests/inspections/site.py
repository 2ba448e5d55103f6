"""What officers and contractors do at a site, through the services."""

from collections.abc import Mapping
from pathlib import Path

from inspections.models import Order, Visit
from inspections.rules.visit import Answer
from inspections.selectors.checklists import checklist_of
from inspections.services import issuing_orders, settling_orders, visits
from permits.models import Event, Works
from permits.services.ledger_import import import_ledger
from tests.city import City, picture_upload
from tests.permits.ledgers import csv_file, mapping, row

#: On the works of tests.city.
LON, LAT = 120.653, 27.7808


def arrived(city: City, works: Works) -> Visit:
    """inspector1 stands at the site."""
    visit = visits.begin_unplanned_visit(city.people.inspector1, works.number)
    return visits.start_visit(city.people.inspector1, visit.pk, lon=LON, lat=LAT)


def answers(works: Works, faults: Mapping[str, str] = {}) -> list[Answer]:  # noqa: B006  read only
    """Everything in order but the faults: item code → note."""
    return [
        Answer(item.code, "not_ok", faults[item.code]) if item.code in faults else Answer(item.code, "ok")
        for item in checklist_of(works)
    ]


def recorded(city: City, works: Works, faults: Mapping[str, str] = {}) -> Visit:  # noqa: B006  read only
    """A visit by inspector1 and inspector2 with a photo of every fault."""
    works = Works.objects.get(pk=works.pk)
    visit = arrived(city, works)
    for code in faults:
        visits.attach_photo(city.people.inspector1, visit.pk, upload=picture_upload(), item_code=code)
    return visits.record_visit(
        city.people.inspector1, visit.pk, second_officer="inspector2", answers=answers(works, faults)
    )


def ordered(city: City, works: Works, faults: Mapping[str, str] = {"C02": "占道两车道"}, **more) -> Order:  # noqa: B006
    """An order on what a visit of today found."""
    visit = recorded(city, works, faults)
    findings = list(visit.findings.values_list("pk", flat=True))
    return issuing_orders.issue_order(
        city.people.inspector1, visit.pk, second_officer="inspector2", findings=findings, **more
    )


def answered(city: City, order: Order) -> Order:
    """The contractor has answered it."""
    settling_orders.answer_order(
        city.people.contractor, order.number, text="已退回许可范围。", photos=[picture_upload()]
    )
    return Order.objects.get(pk=order.pk)


def trail(works: Works) -> list[str]:
    """What the timeline says of the works, oldest first."""
    return list(Event.objects.filter(works=works).values_list("action", flat=True))


def codes(refused) -> list[str]:
    """The codes of a RuleViolated caught by pytest.raises."""
    return [violation.code for violation in refused.value.violations]


def ledger_sites(folder: Path, squadron: str, *, count: int, first: int = 1, starts: str, ends: str) -> None:
    """Take so many works of a ledger into the register, spread over some kilometres of that squadron."""
    rows = [
        row(
            reference=f"L{number}",
            lon=str(120.645 + 0.003 * (number % 10)),
            lat=str(27.75 + 0.004 * (number // 10)),
            start_date=f"{starts}T00:00",
            end_date=f"{ends}T23:00",
            tm_type="Lane Closure",
        )
        for number in range(first, first + count)
    ]
    report = import_ledger(csv_file(folder, *rows), mapping(squadron=squadron, zone="Asia/Shanghai"))
    assert (report.added, report.rejected) == (count, [])
