"""A small city for tests: two contractors, a brigade, two squadrons, a road authority; and cases at any stage of it."""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import clock
from core.models import Organisation, Squadron, User
from core.roles import Role
from core.uscc import check_character
from permits.lifecycle import Kind
from permits.models import Case
from permits.selectors.materials import materials_needed
from permits.services import acceptance, application, decision, drafting, force, materials, review, survey, works_life

#: A working day far from any holiday: the day on which most tests begin.
MONDAY = dt.date(2026, 3, 2)

#: On 万松东路, inside the first squadron's area (domain/road_polylines_osm.csv).
LINE = {"type": "LineString", "coordinates": [[120.6489153, 27.7807531], [120.6576877, 27.7807501]]}


def square(west: float, south: float, east: float, north: float) -> dict:
    """A GeoJSON rectangle."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def credit_code(serial: int) -> str:
    """A valid unified social credit code, different for every serial."""
    body = f"91330381MA2{serial:06d}"
    return body + check_character(body)


@dataclass
class City:
    """Everybody by the name of their demo account."""

    people: SimpleNamespace
    contractor: Organisation
    other_contractor: Organisation
    road_authority: Organisation
    bus_company: Organisation
    east: Squadron
    west: Squadron


def _organisation(name: str, serial: int, kind=Organisation.Kind.CONTRACTOR) -> Organisation:
    return Organisation.objects.create(
        name=name,
        uscc=credit_code(serial),
        kind=kind,
        status=Organisation.Status.APPROVED,
        registered_at=clock.now(),
    )


def build_city() -> City:
    """Make the city in the database."""
    contractor = _organisation("瑞安市政工程有限公司", 1)
    other = _organisation("飞云管道建设有限公司", 2)
    roads = _organisation("瑞安市道路主管部门（演示）", 3, Organisation.Kind.ROAD_AUTHORITY)
    bus = _organisation("瑞安公交（演示）", 4, Organisation.Kind.BUS_COMPANY)
    east = Squadron.objects.create(
        code="east", name="东中队（演示）", area=square(120.64, 27.70, 120.80, 27.90), depot_lon=120.66, depot_lat=27.78
    )
    west = Squadron.objects.create(
        code="west", name="西中队（演示）", area=square(120.30, 27.70, 120.64, 27.90), depot_lon=120.60, depot_lat=27.78
    )
    people = SimpleNamespace()
    members = {
        "contractor": (Role.APPLICANT, contractor, None),
        "contractor2": (Role.APPLICANT, other, None),
        "clerk": (Role.CLERK, None, None),
        "squadron": (Role.SQUADRON, None, east),
        "partner": (Role.SQUADRON, None, east),
        "squadron2": (Role.SQUADRON, None, west),
        "reviewer": (Role.REVIEWER, None, None),
        "legal": (Role.LEGAL, None, None),
        "leader": (Role.LEADER, None, None),
        "agency": (Role.AGENCY, roads, None),
        "bus": (Role.AGENCY, bus, None),
        "inspector1": (Role.INSPECTOR, None, east),
        "inspector2": (Role.INSPECTOR, None, east),
        "commander": (Role.COMMANDER, None, None),
        "archivist": (Role.ARCHIVIST, None, None),
        "admin": (Role.ADMIN, None, None),
    }
    for serial, (name, (role, organisation, squadron)) in enumerate(members.items()):
        user = User.objects.create(
            username=name,
            role=role,
            organisation=organisation,
            squadron=squadron,
            display_name=name,
            email=f"{name}@example.invalid",
            badge_number=f"0577{serial:03d}" if squadron else "",
            phone="13800000000",
        )
        setattr(people, name, user)
    return City(people, contractor, other, roads, bus, east, west)


def pdf_upload(name: str = "material.pdf") -> SimpleUploadedFile:
    """A small sound PDF."""
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
        b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
        b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
    )
    return SimpleUploadedFile(name, body, content_type="application/pdf")


def picture_upload(name: str = "photo.jpg", colour: str = "orange") -> SimpleUploadedFile:
    """A small sound JPEG."""
    stream = BytesIO()
    Image.new("RGB", (320, 240), colour).save(stream, "JPEG")
    return SimpleUploadedFile(name, stream.getvalue(), content_type="image/jpeg")


def plan(starts_on: dt.date, ends_on: dt.date, *, layout: str = "L01") -> dict:
    """A plan that passes every blocking rule: one lane of a six-lane arterial, or a full closure with detour."""
    lanes = [1, 2, 3] if layout == "L10" else [3]
    phase = {
        "name": "一期",
        "starts_on": str(starts_on),
        "ends_on": str(ends_on),
        "daily_hours": [["22:00", "05:00"]],
        "layout": layout,
        "closed_lanes": lanes,
        "offset_m": 3.5,
        "lengths_m": {
            "advance_warning": 40,
            "upstream_taper": 82,
            "buffer": 80,
            "work_area": 120,
            "downstream_taper": 30,
            "termination": 30,
        },
        "workzone_speed_kmh": 40,
        "speed_steps_kmh": [60, 40],
        "remaining_lane_width_m": 3.25,
        "pedestrian_width_m": 1.5,
        "cycle_width_m": 2.0,
        "signs": [
            {"code": "works_ahead", "at_m": 0},
            {"code": "lane_reduction", "at_m": 20},
            {"code": "workzone_speed_limit", "at_m": 38},
            {"code": "chevron", "at_m": 60},
            {"code": "barricade", "at_m": 202},
            {"code": "workzone_end", "at_m": 382},
            {"code": "speed_limit_restored", "at_m": 382},
        ],
        "flaggers": 0,
        "temporary_signals": False,
        "temporary_passage": False,
    }
    if layout == "L10":
        phase["detour"] = {"description": "绕行罗阳大道"}
        phase["signs"].append({"code": "detour", "at_m": 20})
    return {
        "road": {"design_speed_kmh": 60, "speed_limit_kmh": 60, "lanes": 3, "lanes_opposite": 3, "lane_width_m": 3.5},
        "works": {},
        "phases": [phase],
    }


def entries(starts_on: dt.date, ends_on: dt.date, *, layout: str = "L01", **more) -> dict:
    """What an applicant types for a sound application."""
    return {
        "project_name": "万松东路雨污分流改造工程",
        "purpose": "更换雨水管道，需开挖外侧车道。",
        "client_name": "瑞安市排水公司（演示）",
        "contractor_name": "瑞安市政工程有限公司",
        "agent_name": "陈经办",
        "agent_phone": "13800000001",
        "site_manager_name": "林工",
        "site_manager_phone": "13800000002",
        "road_name": "万松东路",
        "road_kind": "city",
        "road_class": "arterial",
        "place_text": "安阳路至隆山东路",
        "geometry": LINE,
        "area_m2": 420.0,
        "excavation": True,
        "plan": plan(starts_on, ends_on, layout=layout),
        "detour_text": "绕行罗阳大道",
        "notice_text": "施工期间封闭外侧车道，请按标志通行。",
        **more,
    }


def filled_draft(city: City, *, kind: Kind = Kind.NEW, layout: str = "L01", start_in_days: int = 40, **more) -> Case:
    """A draft with everything it needs, declared."""
    people, today = city.people, clock.today()
    case = drafting.create_draft(people.contractor, kind)
    starts_on = today + dt.timedelta(days=start_in_days)
    typed = entries(starts_on, starts_on + dt.timedelta(days=30), layout=layout)
    case = drafting.edit_case(people.contractor, case.number, typed | more)
    hand_in_materials(city, case)
    return drafting.edit_case(people.contractor, case.number, {"declared": True})


def hand_in_materials(city: City, case: Case) -> None:
    """A file for every required material."""
    for item in materials_needed(case):
        if item.required:
            materials.add_material(city.people.contractor, case.number, item.code, pdf_upload(f"{item.code}.pdf"))


def submitted_case(city: City, **more) -> Case:
    """A case that lies at the window."""
    case = filled_draft(city, **more)
    return application.submit_case(city.people.contractor, case.number)


def accepted_case(city: City, **more) -> Case:
    """A case whose twenty days run."""
    return acceptance.accept_case(city.people.clerk, submitted_case(city, **more).number)


def surveyed_case(city: City, **more) -> Case:
    """A case the order section may judge."""
    case = accepted_case(city, **more)
    return survey.record_survey(
        city.people.squadron,
        case.number,
        second_officer="partner",
        surveyed_at=clock.now(),
        findings="现场为双向六车道，人行道畅通。",
        suitable=True,
        photos=[picture_upload()],
    )


def reviewed_case(city: City, *, recommends: str = "grant", **more) -> Case:
    """A case before the leader."""
    case = surveyed_case(city, **more)
    return review.close_review(
        city.people.reviewer, case.number, recommends=recommends, text="方案可行。", conditions=["夜间设置警示灯。"]
    )


def granted_case(city: City, **more) -> Case:
    """A case the window may issue."""
    return decision.grant_case(city.people.leader, reviewed_case(city, **more).number)


def case_in_force(city: City, **more) -> Case:
    """A case whose permit is in force."""
    return force.issue_permit(city.people.clerk, granted_case(city, **more).number)


def works_under_way(city: City, **more) -> Case:
    """A case whose works occupy the road; the permit is valid from today."""
    case = case_in_force(city, start_in_days=0, **more)
    works_life.start_works(city.people.contractor, case.works.number)
    return case
