"""What changes in a document with the facts of its case."""

import dataclasses
import datetime as dt

import pytest

from core.pdf.page import BOTTOM_PT
from permits.documents import KINDS
from permits.documents.permit_card import FOOT_HEIGHT_PT
from tests.core.pdf.reading import pieces_of, reader, text_of
from tests.permits.documents.samples import ASSETS, SAMPLES


def drawn(code, fonts, **changes):
    return KINDS[code].draw(dataclasses.replace(SAMPLES[code], **changes), fonts, assets=ASSETS)


def test_deemed_acceptance_names_the_fourth_item_and_the_day_of_receipt(fonts):
    received = dt.date(2026, 11, 23)
    text = text_of(drawn("D02", fonts, deemed=True, accepted_on=received))
    assert "第三十二条第一款第四项" in text and "即2026年11月23日起视为受理" in text
    assert "第五项" not in text


def test_no_promise_and_no_last_day_are_printed_when_there_are_none(fonts):
    text = text_of(drawn("D02", fonts, committed_days=None, decide_by=None))
    assert "承诺" not in text
    assert "20个工作日内作出行政许可决定" in text


@pytest.mark.parametrize(
    ("ground", "article"),
    [
        ("not_required", "第三十二条第一款第一项"),
        ("not_competent", "第三十二条第一款第二项"),
        ("not_corrected", "未按照补正告知书的要求补正"),
    ],
)
def test_each_ground_of_non_acceptance_names_its_basis(ground, article, fonts):
    assert article in text_of(drawn("D04", fonts, ground=ground))


@pytest.mark.parametrize(
    ("kind", "article"),
    [("variation", "第四十九条"), ("renewal", "第五十条"), ("emergency", "《城市道路管理条例》第三十四条")],
)
def test_each_kind_of_case_adds_its_basis(kind, article, fonts):
    previous = "瑞公交占许字〔2025〕第088号"
    text = text_of(drawn("D08", fonts, case_kind=kind, previous_number=previous))
    assert article in text and f"{previous}决定书不再执行" in text
    assert article not in text_of(drawn("D08", fonts))


def test_without_the_road_authoritys_consent_the_permit_says_what_is_missing(fonts):
    text = text_of(drawn("D08", fonts, road_authority_consent=""))
    assert "未取得道路主管部门同意的，不得施工" in text


def test_two_hundred_conditions_are_all_printed_in_order(fonts):
    document = drawn("D08", fonts, conditions=tuple(f"条件之{number}：保持通道畅通。" for number in range(1, 201)))
    text = text_of(document)
    places = [text.index(f"条件之{number}：") for number in range(1, 201)]
    assert places == sorted(places)
    assert len(reader(document).pages) > 8


@pytest.mark.parametrize("length", [10, 34, 91, 5000])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_card_stays_one_page_however_long_its_entries(length, language, fonts):
    card = SAMPLES["D09"]
    longest = "工程" * (length // 2)
    place = dataclasses.replace(card.place, from_place=longest, to_place=longest, occupied=longest)
    everything = {"project_name": longest, "client_org": longest, "contractor_org": longest, "applicant_name": longest}
    card = dataclasses.replace(card, place=place, closure=longest, site_manager=longest, **everything)
    document = KINDS["D09"].draw(card, fonts, language=language)
    (page,) = reader(document).pages
    assert min(piece.baseline_pt for piece in pieces_of(page) if "工程" in piece.text) > BOTTOM_PT + FOOT_HEIGHT_PT
    assert "138****0123" in text_of(document)
    assert ("详见许可决定书" in text_of(document)) is (length > 90 and language == "zh")


def test_a_survey_without_photos_has_no_photo_page(fonts):
    assert len(reader(drawn("D05", fonts, photos=())).pages) == 1


def test_a_survey_not_yet_signed_has_a_line_for_each_officer(fonts):
    text = text_of(drawn("D05", fonts, signatures=()))
    assert text.count("核查人员（签名）") == 2


def test_a_works_at_one_point_names_the_road_alone(fonts):
    place = dataclasses.replace(SAMPLES["D08"].place, from_place="", to_place="", length_m=None, area_m2=None)
    text = text_of(drawn("D08", fonts, place=place))
    assert "占用范围：万松东路，占用北侧" in text and "面积1184.5" not in text and "长度" not in text


def test_a_notice_leaves_out_the_sections_it_has_nothing_for(fonts):
    text = text_of(drawn("D13", fonts, phases=(), detours=()))
    assert "分阶段" not in text and "绕行路线" not in text
    assert "四、温馨提示" in text
