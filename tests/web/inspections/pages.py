"""What tests do with a page: read it, and send its forms as a browser would."""

import re
from collections.abc import Mapping

from django.test import Client

from inspections.models import Visit
from inspections.selectors.checklists import checklist_of
from permits.models import Works
from tests.city import picture_upload


def read(response) -> str:
    """The text of a page."""
    return response.content.decode()


def hidden(page: str, name: str) -> str:
    """The value of the first hidden field of that name."""
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def checklist(visit: Visit, faults: Mapping[str, str] = {}, **more) -> dict:  # noqa: B006  read only
    """The checklist as it is sent: all in order but the faults (item → note, each with a photo)."""
    works = Works.objects.get(pk=visit.works_id)
    sent = {"second_officer": "inspector2", "remarks": "", "version": str(Visit.objects.get(pk=visit.pk).version)}
    for item in checklist_of(works):
        wrong = item.code in faults
        sent[f"results_{item.code}"] = "not_ok" if wrong else "ok"
        if wrong:
            sent |= {f"note_{item.code}": faults[item.code], f"photo_{item.code}": picture_upload()}
    return sent | more


def arrived(client: Client, works: Works) -> Visit:
    """A visit outside the rounds, begun and arrived at through the pages."""
    client.post(f"/inspect/works/{works.number}/begin/")
    visit = Visit.objects.get(works=works, round=None)
    client.post(f"/inspect/visits/{visit.pk}/arrive/", {"lon": "120.653", "lat": "27.7808"})
    return Visit.objects.get(pk=visit.pk)
