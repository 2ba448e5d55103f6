"""The orders of an inspection: facts, basis, requirements, deadline, two officers, remedies."""

import dataclasses
import json

import pytest

from core.pdf.fonts import MissingGlyph
from inspections.documents import KINDS
from permits.documents import KINDS as PERMIT_KINDS
from tests.core.pdf.reading import fonts_of, squeezed, text_of
from tests.inspections.documents.samples import SAMPLES
from tests.permits.documents.samples import ASSETS

REQUIRED = {
    "D15": (
        *("责令限期改正通知书", "瑞公交占改字〔2026〕第001号", "浙江垚镕市政工程有限公司", "91330381MA2AAAAA0X"),
        *(
            "2026年11月28日16时20分",
            "警告区起点未设置施工标志",
            "GB5768.4-20174.3",
            "更换为通透式围挡",
            "第二十八条第一款",
        ),
        *(
            "2026年11月28日20时20分前",
            "逾期不改正的",
            "第一百零四条第二款",
            "林志远（警号330381）、安阳中队（演示）陈喆（警号330382）",
        ),
        *("现场负责人（签收）：王建国", "照片1：警告区起点", "拒绝签收"),
    ),
    "D16": (
        *(
            "责令停止违法行为通知书",
            "瑞公交占停字〔2026〕第001号",
            "未经许可封闭",
            "车辆排队约200m",
            "第一百零四条第二款",
        ),
        *("立即停止违法行为，迅速恢复交通", "回填并恢复路面", "林志远（警号330381）", "未经本机关同意，不得恢复施工"),
    ),
}
REMEDIES = ("六十日内向瑞安市人民政府申请行政复议", "六个月内依法向瑞安市人民法院提起行政诉讼")


@pytest.mark.parametrize("code", KINDS)
def test_the_required_facts_are_printed(code, fonts):
    text = text_of(KINDS[code].draw(SAMPLES[code], fonts, assets=ASSETS))
    assert [fact for fact in (*REQUIRED[code], *REMEDIES) if squeezed(fact) not in text] == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", KINDS)
def test_the_same_snapshot_gives_the_same_bytes_in_embedded_fonts(code, language, fonts):
    snapshot = KINDS[code].snapshot.from_json(json.loads(json.dumps(SAMPLES[code].to_json())))
    assert snapshot == SAMPLES[code]
    document = KINDS[code].draw(snapshot, fonts, language=language, assets=ASSETS)
    assert document == KINDS[code].draw(SAMPLES[code], fonts, language=language, assets=ASSETS)
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts_of(document).values())


@pytest.mark.parametrize("code", KINDS)
def test_the_reading_copy_tells_remedies_and_officers(code, fonts):
    text = text_of(KINDS[code].draw(SAMPLES[code], fonts, language="en", assets=ASSETS))
    expected = ("Reading copy", "within sixty days", "within six months", "badge 330381", "badge 330382", "104(2)")
    assert [fact for fact in expected if squeezed(fact) not in text] == []


def test_the_reading_copy_cites_the_law_in_english(fonts):
    chinese, english = (
        text_of(KINDS["D15"].draw(SAMPLES["D15"], fonts, language=one, assets=ASSETS)) for one in ("zh", "en")
    )
    assert squeezed("道路交通安全法第三十二条第二款；GB 5768.4-2017 4.3") in chinese
    assert squeezed("Road Traffic Safety Law, art. 32(2); GB 5768.4-2017 4.3") in english
    # What an officer typed stays, whole.
    assert "许可条件第3项" in chinese and "许可条件第3项" in english


def test_works_without_permit_name_no_permit(fonts):
    snapshot = dataclasses.replace(SAMPLES["D15"], permit_number="", recipient_credit_code="")
    text = text_of(KINDS["D15"].draw(snapshot, fonts, assets=ASSETS))
    assert "许可文号" not in text and "统一社会信用代码" not in text
    assert "（工程编号W2026-000123）" in text


def test_an_order_not_yet_received_has_a_line_to_sign_on(fonts):
    snapshot = dataclasses.replace(SAMPLES["D15"], recipient_signature=None, photos=())
    assert "当事人（签收）：年月日" in text_of(KINDS["D15"].draw(snapshot, fonts))


@pytest.mark.parametrize("code", KINDS)
def test_a_missing_glyph_names_the_document(code, fonts):
    snapshot = dataclasses.replace(SAMPLES[code], recipient_name="\U0002ebf0")
    with pytest.raises(MissingGlyph, match=KINDS[code].name_zh):
        KINDS[code].draw(snapshot, fonts, assets=ASSETS)


def test_every_numbered_kind_of_both_apps_has_its_own_series(settings):
    kinds = {**PERMIT_KINDS, **KINDS}
    assert len(kinds) == len(PERMIT_KINDS) + len(KINDS)
    patterns = settings.CITY["document_numbers"]
    assert set(patterns) == {code for code, kind in kinds.items() if kind.numbering == "official"}
    assert len(set(patterns.values())) == len(patterns)
