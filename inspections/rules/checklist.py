"""Which items two officers answer at a site: the general ones that concern it, and the conditions of its permit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from inspections.rules.tables import rows

#: Closures that take a part of the carriageway from vehicles (permits.models.place.Closure).
CARRIAGEWAY_CLOSURES = frozenset({"full", "half", "lane"})
CONDITION_GROUP = "condition"
#: Work only as approved: the law behind every condition of a permit.
CONDITION_BASIS = "《道路交通安全法》第三十二条第二款"


@dataclass(frozen=True)
class SiteFacts:
    """What decides which items concern a site. conditions: those of the permit in force, in their order."""

    closure: str
    excavation: bool = False
    open_orders: int = 0
    awaiting_acceptance: bool = False
    conditions: tuple[str, ...] = ()

    @property
    def takes_carriageway(self) -> bool:
        """Whether vehicles lose a part of the road; an unknown closure may."""
        return self.closure in CARRIAGEWAY_CLOSURES or self.closure == "unknown"


@dataclass(frozen=True)
class Item:
    """One item. code: C01 … C24, K01 … for conditions. severity: when it is not in order, unless an officer raises it.

    text: what is looked at; fault: what is wrong when it is not in order; requirement: what is then ordered; basis: the
    article or clause. certainty: verified, secondary (one source), practice (no rule names it, police check it).
    """

    code: str
    group: str
    severity: str
    certainty: str
    text_zh: str
    text_en: str
    fault_zh: str
    fault_en: str
    requirement_zh: str
    basis: str


_APPLIES: Mapping[str, Callable[[SiteFacts], bool]] = MappingProxyType(
    {
        "always": lambda site: True,
        "carriageway": lambda site: site.takes_carriageway,
        "excavation": lambda site: site.excavation,
        "full_closure": lambda site: site.closure == "full",
        "open_orders": lambda site: site.open_orders > 0,
        "awaiting_acceptance": lambda site: site.awaiting_acceptance,
    }
)


@cache
def _catalogue() -> tuple[tuple[str, Item], ...]:
    return tuple(
        (row["applies"], Item(**{name: value for name, value in row.items() if name != "applies"}))
        for row in rows("checklist")
    )


def general_items() -> tuple[Item, ...]:
    """All general items, whatever the site."""
    return tuple(item for _, item in _catalogue())


def items_for(site: SiteFacts) -> tuple[Item, ...]:
    """The checklist of this site."""
    general = tuple(item for applies, item in _catalogue() if _APPLIES[applies](site))
    return general + tuple(_condition(number, text) for number, text in enumerate(site.conditions, start=1))


def _condition(number: int, text: str) -> Item:
    words = text.rstrip("。；;. ")
    return Item(
        code=f"K{number:02d}",
        group=CONDITION_GROUP,
        severity="serious",
        certainty="verified",
        text_zh=text,
        text_en=text,
        fault_zh=f"未遵守许可条件：{words}",
        fault_en=f"Condition of the permit not kept: {words}",
        requirement_zh=f"按许可条件改正：{words}",
        basis=CONDITION_BASIS,
    )
