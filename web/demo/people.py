"""Organisations, squadrons and accounts of the demo city, opened through the services of core."""

import random
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.hashers import make_password
from shapely.geometry import MultiPoint, Point, box, mapping
from shapely.ops import voronoi_diagram

from core import clock
from core.accounts import NewAccount, open_account
from core.models import Organisation, Squadron, User
from core.organisations import Registration, approve_organisation, open_agency, register_organisation
from core.roles import Role
from core.uscc import check_character
from web.demo.files import pdf
from web.demo.words import CONTRACTORS, GIVEN, SURNAMES

#: code, name, English name, longitude and latitude of the depot; the areas are drawn between the depots.
SQUADRONS = (
    ("anyang", "安阳中队（演示）", "Anyang Squadron (demo)", 120.6359, 27.7830),
    ("dongshan", "东山中队（演示）", "Dongshan Squadron (demo)", 120.6600, 27.7600),
    ("xincheng", "莘塍中队（演示）", "Xincheng Squadron (demo)", 120.6800, 27.7920),
    ("tangxia", "塘下中队（演示）", "Tangxia Squadron (demo)", 120.6900, 27.8450),
    ("feiyun", "飞云中队（演示）", "Feiyun Squadron (demo)", 120.6150, 27.7450),
    ("pandai", "潘岱中队（演示）", "Pandai Squadron (demo)", 120.5950, 27.8250),
    ("xianjiang", "仙降中队（演示）", "Xianjiang Squadron (demo)", 120.5510, 27.7900),
    ("mayu", "马屿中队（演示）", "Mayu Squadron (demo)", 120.4600, 27.7550),
    ("taoshan", "陶山中队（演示）", "Taoshan Squadron (demo)", 120.5000, 27.8700),
    ("gaolou", "高楼中队（演示）", "Gaolou Squadron (demo)", 120.3400, 27.8350),
)
#: Where the named inspectors serve, in pairs; every squadron gets invented pairs beside them.
INSPECTORS_AT = ("anyang", "dongshan", "xincheng", "tangxia")
PAIRS_PER_SQUADRON = {"anyang": 3, "dongshan": 2, "xincheng": 2, "tangxia": 2}
AGENCIES = (
    ("agency", "瑞安市道路主管部门（演示）", Organisation.Kind.ROAD_AUTHORITY),
    ("urban", "瑞安市综合行政执法局（演示）", Organisation.Kind.URBAN_MANAGEMENT),
    ("bus", "瑞安市公共交通公司（演示）", Organisation.Kind.BUS_COMPANY),
    ("subdistrict", "安阳街道办事处（演示）", Organisation.Kind.SUBDISTRICT),
)
OFFICES = (
    ("clerk", Role.CLERK),
    ("reviewer", Role.REVIEWER),
    ("legal", Role.LEGAL),
    ("leader", Role.LEADER),
    ("commander", Role.COMMANDER),
    ("archivist", Role.ARCHIVIST),
)


@dataclass
class People:
    """Everybody who acts. officers: squadron code → pairs of squadron officers; inspectors likewise."""

    office: dict[str, User] = field(default_factory=dict)
    applicants: list[User] = field(default_factory=list)
    agencies: dict[str, User] = field(default_factory=dict)
    officers: dict[str, tuple[User, User]] = field(default_factory=dict)
    inspectors: dict[str, list[tuple[User, User]]] = field(default_factory=dict)


class _Register:
    """Gives names, credit codes, badge numbers and accounts, one after the other."""

    def __init__(self, rng: random.Random):
        self.rng, self.serial = rng, 0
        self.password_hash = make_password(settings.DEMO_PASSWORD)

    def next(self) -> int:
        self.serial += 1
        return self.serial

    def account(self, username: str) -> NewAccount:
        """A person of an invented name."""
        serial = self.next()
        return NewAccount(
            username=username,
            display_name=f"{self.rng.choice(SURNAMES)}{self.rng.choice(GIVEN)}",
            email=f"{username}@demo.example",
            phone=f"138{serial:08d}",
            password_hash=self.password_hash,
        )

    def registration(self, name: str) -> Registration:
        """An organisation with a valid invented credit code."""
        body = f"91330381MADEM{self.next():04d}"
        return Registration(
            name=name,
            uscc=body + check_character(body),
            address="浙江省瑞安市（演示）",
            phone="0577-65000000",
            licence=pdf("营业执照.pdf"),
        )

    def badge(self) -> str:
        """A badge number nobody has (演示)."""
        return f"Y{self.next():05d}"


def make_people(rng: random.Random) -> People:
    """Open every organisation, squadron and account."""
    register, people = _Register(rng), People()
    admin = User.objects.create(
        username="admin",
        display_name="系统管理员",
        email="admin@demo.example",
        role=Role.ADMIN,
        is_staff=True,
        password=register.password_hash,
        date_joined=clock.now(),
    )
    people.office["admin"] = admin
    for username, role in OFFICES:
        people.office[username] = open_account(admin, register.account(username), role)
    for username, name, kind in AGENCIES:
        agency = open_agency(admin, register.registration(name), kind)
        people.agencies[username] = open_account(admin, register.account(username), Role.AGENCY, organisation=agency)
    for squadron in make_squadrons():
        _staff(squadron, admin, register, people)
    for number, name in enumerate(CONTRACTORS):
        username = "contractor" if number == 0 else f"contractor{number + 1}"
        organisation = register_organisation(register.registration(name), register.account(username))
        approve_organisation(people.office["clerk"], organisation.pk)
        people.applicants.append(User.objects.select_related("organisation").get(username=username))
    register_organisation(register.registration("瑞安新城建设有限公司（演示，待审核）"), register.account("newcomer"))
    return people


def make_squadrons() -> list[Squadron]:
    """The squadrons with their areas: every place belongs to the nearest depot, within the city's bounds."""
    bounds = box(*settings.CITY["bounds"])
    depots = MultiPoint([(lon, lat) for *_, lon, lat in SQUADRONS])
    cells = [cell.intersection(bounds) for cell in voronoi_diagram(depots, envelope=bounds).geoms]
    made = []
    for code, name, name_en, lon, lat in SQUADRONS:
        area = next(cell for cell in cells if cell.covers(Point(lon, lat)))
        made.append(
            Squadron.objects.create(
                code=code,
                name=name,
                name_en=name_en,
                area=mapping(area),
                depot_lon=lon,
                depot_lat=lat,
                phone="0577-65000110",
            )
        )
    Squadron.objects.create(code="import", name="台账导入（演示）", name_en="Imported ledgers (demo)")
    return made


def _staff(squadron: Squadron, admin: User, register: _Register, people: People) -> None:
    """Two officers and some pairs of inspectors; the demo accounts where they belong."""
    named = {"anyang": ("squadron", "partner"), "dongshan": ("squadron2", "partner2")}
    usernames = named.get(squadron.code, (f"{squadron.code}1", f"{squadron.code}2"))
    first, second = (
        open_account(admin, register.account(name), Role.SQUADRON, squadron=squadron, badge_number=register.badge())
        for name in usernames
    )
    people.officers[squadron.code] = (first, second)
    pairs = []
    for pair in range(PAIRS_PER_SQUADRON.get(squadron.code, 1)):
        names = tuple(f"{squadron.code}-x{2 * pair + number}" for number in (1, 2))
        if pair == 0 and squadron.code in INSPECTORS_AT:
            at = INSPECTORS_AT.index(squadron.code)
            names = (f"inspector{2 * at + 1}", f"inspector{2 * at + 2}")
        pairs.append(
            tuple(
                open_account(
                    admin, register.account(name), Role.INSPECTOR, squadron=squadron, badge_number=register.badge()
                )
                for name in names
            )
        )
    people.inspectors[squadron.code] = pairs
