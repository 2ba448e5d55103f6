"""The city this installation serves: names, bounds, authorities, document numbers. Everything here is a setting.

What the law fixes is not here. Values marked 设置 are this installation's choice and want the brigade's confirmation.
"""

from pathlib import Path

from config.settings.env import env

#: A customer's own 仿宋 (TTF, OTF, TTC) for official documents; None: the serif that comes with the platform.
DOCUMENT_BODY_FONT = Path(font) if (font := env.str("DOCUMENT_BODY_FONT", default="")) else None

CITY = {
    "name": "瑞安市",
    "name_en": "Ruian",
    # West, south, east, north in degrees WGS84; new works must lie inside, imported ones need not.
    "bounds": (120.10, 27.40, 121.25, 28.05),
    "authority_name": "瑞安市公安局交通警察大队",
    "authority_name_en": "Traffic Police Brigade of Ruian Public Security Bureau",
    # 行政复议法 24: complaints against a county government's departments go to that government.
    "reconsideration_body": "瑞安市人民政府",
    # 设置: the high court may have moved administrative cases to a court of another county (行政诉讼法 18).
    "court": "瑞安市人民法院",
    # 设置
    "supervision_phone": "0577-12345（演示）",
    # 设置: {year} and {number} of a document's gapless series; kinds as in permits.documents. Law-enforcement forms
    # pad the number and write 第, which GB/T 9704 does not.
    "document_numbers": {
        "D01": "瑞公交占收字〔{year}〕第{number:03d}号",
        "D02": "瑞公交占受字〔{year}〕第{number:03d}号",
        "D03": "瑞公交占补字〔{year}〕第{number:03d}号",
        "D04": "瑞公交占不受字〔{year}〕第{number:03d}号",
        "D06": "瑞公交占延字〔{year}〕第{number:03d}号",
        "D08": "瑞公交占许字〔{year}〕第{number:03d}号",
        "D09": "瑞公交占证字〔{year}〕第{number:03d}号",
        "D10": "瑞公交占不许字〔{year}〕第{number:03d}号",
        "D13": "瑞公交占告字〔{year}〕第{number:03d}号",
        "D15": "瑞公交责改字〔{year}〕第{number:03d}号",
        "D16": "瑞公交责停字〔{year}〕第{number:03d}号",
        "D22": "瑞公交占验字〔{year}〕第{number:03d}号",
    },
    "item_name": "涉路施工交通安全审查",
    "centre": (120.6359, 27.7804),
    # 设置: how the applicant gets the decision (printed on D02).
    "collection_method": "网上下载或到受理窗口领取",
    # 设置: working days to answer a correction notice; the applicant is reminded so many working days before.
    "correction_workdays": 10,
    "correction_reminder_workdays": 3,
    # 设置: working days the brigade promises, printed beside the statutory limit; None: none promised.
    "committed_decide_workdays": None,
    # 设置: whether the clock stands while the applicant revises the plan after acceptance.
    "revision_stops_clock": False,
    # 设置: calendar days before the end of a permit at which its holder is reminded (行政许可法 50 asks for 30).
    "permit_ending_reminder_days": (33, 7, 1),
    # 设置: working days before a deadline at which whoever's turn it is is reminded.
    "due_soon_workdays": 2,
    # 设置: other works within this distance are in each other's way.
    "conflict_within_m": 50,
    # 设置: how near and how soon counts as a conflict (permits.rules.conflicts.limits.Limits says what each means).
    "conflicts": {
        "detour_within_m": 15,
        "carriageways_within_m": 60,
        "sensitive_within_m": 100,
        "trench_within_m": 100,
        "trench_within_days": 365,
        "way_round_within_m": 1500,
        "way_round_times": 1.5,
        "way_round_more_m": 300,
        "shift_within_days": 90,
    },
    # 设置: when children come and go.
    "school_hours": (("07:00", "08:30"), ("16:00", "17:30")),
    # 设置: how the capacity left beside works is reckoned: "city", the lane capacities of the plan engine's table
    # values.csv (CJJ 37 for comparison), or "hcm", the formula of HCM 7 chapter 10 on expressways and highways.
    "work_zone_capacity_profile": "city",
}
