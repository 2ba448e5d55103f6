"""Which materials this case needs, and why (domain/materials.csv): nothing unrelated (行政许可法 31)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MaterialFacts:
    """What decides the list. kind: new, variation, renewal, emergency; road_kind: city, highway, village or ""."""

    kind: str
    road_kind: str = ""
    full_closure: bool = False
    traffic_restricted: bool = True
    excavation: bool = False
    in_no_dig_period: bool = False
    affects_bus: bool = False
    affects_signals: bool = False
    uses_agent: bool = True


@dataclass(frozen=True)
class MaterialItem:
    """One row of the list. required: submission is barred without it. basis: article or practice that justifies it."""

    code: str
    name_zh: str
    name_en: str
    required: bool
    why_zh: str
    why_en: str
    basis: str


#: code: (name, English name, basis). M01 is the application itself, drawn by the platform; M17 comes at completion.
_NAMES = {
    "M02": ("营业执照（统一社会信用代码证）", "Business licence", "办事指南惯例；数据共享可免提交"),
    "M03": (
        "法定代表人身份证明、授权委托书及经办人身份证",
        "Legal representative's ID, power of attorney, agent's ID",
        "行政许可法 29(2)",
    ),
    "M04": ("工程建设批准文件", "Approval of the construction project", "城市道路管理条例 33"),
    "M05": ("道路主管部门同意意见（占用、挖掘许可）", "Consent of the road authority", "道路交通安全法 32"),
    "M06": (
        "施工组织方案（含占道施工平面图）",
        "Construction method statement with site layout",
        "办事指南惯例",
    ),
    "M07": (
        "交通组织方案",
        "Traffic-organization plan",
        "道路交通安全法 32；浙江省公路条例 19",
    ),
    "M08": ("安全防护措施与应急预案", "Safety measures and emergency plan", "公路安全保护条例 28(三)"),
    "M09": ("公路质量和安全技术评价报告", "Technical safety report on the highway", "公路安全保护条例 28(二)"),
    "M10": ("施工通告文稿", "Draft of the public notice", "道路交通安全法实施条例 35"),
    "M11": ("禁掘期内挖掘的政府批准文件", "Government approval to dig in the no-dig period", "城市道路管理条例 33(2)"),
    "M13": ("交通引导人员名单及装备", "List of flaggers and their equipment", "办事指南惯例"),
    "M14": ("信号灯、监控、标志迁移保护方案", "Protection of signals, cameras and signs", "道路交通安全法 28"),
    "M15": ("公交线路、站点调整意见", "Consent to bus diversions", "办事指南惯例"),
    "M16": ("变更（延续）申请书及原许可证", "Request to vary or renew, with the permit", "行政许可法 49、50"),
}


def needed_materials(facts: MaterialFacts) -> tuple[MaterialItem, ...]:
    """The list for this case, in the order of the codes. What can follow later is listed as not required."""
    follows_up = facts.kind in ("variation", "renewal")
    emergency = facts.kind == "emergency"
    rows: dict[str, tuple[bool, str, str]] = {}
    if not follows_up:
        rows["M02"] = (False, "首次申请的单位提交", "Unless the platform already holds it")
    if facts.uses_agent:
        rows["M03"] = (not emergency, "由经办人代为办理", "An agent acts for the applicant")
    if not emergency and not follows_up:
        rows["M04"] = (True, "工程类施工", "Construction works")
        rows["M05"] = (False, "可并联办理、后补", "May follow: both authorities decide in parallel")
    rows["M06"] = (not emergency, "所有占道施工", "Every occupation of the road")
    rows["M07"] = (False, "已在线填写的可免附；可附图纸", "Filled in online; drawings may be added")
    rows["M08"] = (not emergency, "所有占道施工", "Every occupation of the road")
    if facts.road_kind == "highway":
        rows["M09"] = (not emergency, "涉及公路", "The road is a highway")
    if facts.full_closure and not emergency:
        rows["M10"] = (True, "封闭道路、中断交通", "The road is closed")
    if facts.excavation and facts.in_no_dig_period and not emergency:
        rows["M11"] = (True, "新建改建五年内或大修三年内", "Dug within five years of building or three of overhaul")
    if facts.traffic_restricted:
        rows["M13"] = (False, "影响通行", "Traffic is affected")
    if facts.affects_signals:
        rows["M14"] = (True, "影响交通设施", "Signals, cameras or signs are affected")
    if facts.affects_bus:
        rows["M15"] = (False, "影响公交", "Bus lines are affected")
    if follows_up:
        rows["M16"] = (True, "变更或延续", "A permit is to be varied or renewed")
    return tuple(
        MaterialItem(code, _NAMES[code][0], _NAMES[code][1], required, why_zh, why_en, _NAMES[code][2])
        for code, (required, why_zh, why_en) in sorted(rows.items())
    )


def material_codes() -> frozenset[str]:
    """Every code a file can be handed in for."""
    return frozenset(_NAMES)


def material_name(code: str) -> tuple[str, str] | None:
    """The Chinese and English name of a material; None when no list knows it."""
    return _NAMES[code][:2] if code in _NAMES else None
