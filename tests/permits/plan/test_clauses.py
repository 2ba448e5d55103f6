"""Clauses in words: English for readers of English, Chinese untouched, and no clause forgotten."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.rules.checklist import SiteFacts, items_for
from permits.plan.clauses import clause_words
from permits.plan.tables import rows
from permits.rules.materials import MaterialFacts, material_codes, needed_materials
from permits.rules.phrases import REFUSAL_BASIS

ROOT = Path(__file__).parents[3]
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
TABLES = ROOT / "permits" / "plan" / "tables"
#: What code calls a clause: CLAUSE = "…", X_BASIS = "…", finding(clause="…").
NAMES = re.compile(r"(?:^|_)(?:clause|basis)$", re.IGNORECASE)
PACKAGES = ("permits", "inspections", "web")


def table_clauses():
    for table in sorted(TABLES.glob("*.csv")):
        for row in rows(table.stem):
            if row.get("clause"):
                yield row["clause"]


def code_clauses():
    """Every text that is given a name of a clause, in an assignment, a keyword or a dict."""
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name, value in named(node):
                if NAMES.search(name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value


def named(node):
    if isinstance(node, ast.Assign):
        yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id, node.value
    elif isinstance(node, ast.keyword) and node.arg:
        yield node.arg, node.value
    elif isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        yield from ((key.value, value) for key, value in pairs if isinstance(getattr(key, "value", None), str))


def material_clauses():
    facts = {"in_no_dig_period": True, "affects_bus": True, "affects_signals": True}
    kinds = [
        MaterialFacts(kind=kind, road_kind="highway", full_closure=True, excavation=True, **facts)
        for kind in ("new", "variation", "renewal", "emergency")
    ]
    items = [item for one in kinds for item in needed_materials(one)]
    assert {item.code for item in items} == material_codes()
    return [item.basis for item in items]


def checklist_clauses():
    site = SiteFacts("full", excavation=True, open_orders=1, awaiting_acceptance=True, conditions=("夜间设警示灯",))
    return [item.basis for item in items_for(site)]


IN_TABLES, IN_CODE = set(table_clauses()), set(code_clauses())
CHOSEN = {one.zh for one in REFUSAL_BASIS}
EVERY = sorted({*IN_TABLES, *IN_CODE, *material_clauses(), *checklist_clauses(), *CHOSEN} - {""})


def test_the_sweep_finds_what_it_is_for():
    assert len(EVERY) > 80
    assert "城市道路管理条例 33" in IN_CODE
    assert "《道路交通安全法》第三十二条第二款" in IN_CODE
    assert "GB 5768.4-2017 4.3 表2" in IN_TABLES


@pytest.mark.parametrize("clause", EVERY)
def test_no_clause_of_ours_is_chinese_in_english(clause):
    said = clause_words(clause, "en")
    assert said and not CHINESE.search(said)
    assert "  " not in said and " ," not in said and not said.endswith(("art.", "arts.", " "))


@pytest.mark.parametrize("clause", EVERY)
@pytest.mark.parametrize("language", ["zh", "zh-hans", "", "de"])
def test_the_chinese_stays_as_it_is(clause, language):
    assert clause_words(clause, language) == clause


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("行政许可法 31", "Administrative Licensing Law, art. 31"),
        ("行政许可法 49、50", "Administrative Licensing Law, arts. 49, 50"),
        ("行政许可法 29(2)", "Administrative Licensing Law, art. 29(2)"),
        ("公路安全保护条例 28(三)", "Highway Safety Protection Regulations, art. 28(3)"),
        ("城市道路管理条例 33", "Regulations on Urban Road Administration, art. 33"),
        (
            "城市道路管理条例 33; 温州市市容和环境卫生管理条例 19",
            "Regulations on Urban Road Administration, art. 33;"
            " Regulations of Wenzhou City on City Appearance and Environmental Sanitation, art. 19",
        ),
        (
            "道路交通安全法实施条例 35; GB 51038-2015 10.1.2",
            "Implementing Regulations of the Road Traffic Safety Law, art. 35; GB 51038-2015 10.1.2",
        ),
        (
            "道路交通安全法 32；浙江省公路条例 19",
            "Road Traffic Safety Law, art. 32; Highway Regulations of Zhejiang Province, art. 19",
        ),
        ("行政许可法第三十二条", "Administrative Licensing Law, art. 32"),
        ("《中华人民共和国行政许可法》第三十二条第一款第四项", "Administrative Licensing Law, art. 32(1)(4)"),
        ("《道路交通安全法》第一百零四条", "Road Traffic Safety Law, art. 104"),
        ("《道路交通安全法》第一百一十条", "Road Traffic Safety Law, art. 110"),
        ("《行政许可法》第十条", "Administrative Licensing Law, art. 10"),
        (
            "《城市道路管理条例》第三十一条、第四十二条第三项",
            "Regulations on Urban Road Administration, arts. 31, 42(3)",
        ),
        ("《行政许可法》", "Administrative Licensing Law"),
        ("GB 5768.4-2017 4.3 表2", "GB 5768.4-2017 4.3 Table 2"),
        ("GB 5768.4-2017 图1 b); 4.4", "GB 5768.4-2017 Figure 1 b); 4.4"),
        ("GB 5768.4-2017 附录C C.2.1 a", "GB 5768.4-2017 Annex C C.2.1 a"),
        ("GB 51038-2015 15.5.3", "GB 51038-2015 15.5.3"),
        ("本市设置", "a setting of the city"),
        ("本市设置 (MUTCD 6N 对照)", "a setting of the city (cf. MUTCD 6N)"),
        (
            "深圳交警 2024-02-28 答复 (GA/T 900-2010)",
            "Shenzhen traffic police, answer of 2024-02-28 (GA/T 900-2010)",
        ),
        ("", ""),
    ],
)
def test_it_is_cited_as_elsewhere_in_the_product(clause, said):
    assert clause_words(clause, "en") == said
    assert clause_words(clause, "en-gb") == said


@pytest.mark.parametrize(
    "typed",
    ["行政许可法 31 等", "见表格", "《某市条例》第三条", "道路交通安全法第三十二条之规定", "行政许可法第条", "第十条"],
)
def test_what_it_does_not_know_stays_whole(typed):
    assert clause_words(typed, "en") == typed


@given(st.text(alphabet="行政许可法《》第一二三十百零条款项、 12()（）;；表图附录A.", max_size=40))
def test_whatever_is_typed_it_is_wholly_english_or_untouched(typed):
    said = clause_words(typed, "en")
    assert said == typed or not CHINESE.search(said)
    assert clause_words(said, "en") == said
