"""Every document of the permit procedure prints what the catalogue of documents requires of it."""

import pytest

from permits.documents import KINDS
from tests.core.pdf.reading import reader, squeezed, text_of
from tests.permits.documents.samples import ASSETS, CONDITIONS, SAMPLES

REQUIRED = {
    "D01": (
        *("2026年11月23日9时05分", "施工组织方案（含占道施工平面图、安全防护设施布置图）", "数据共享", "经办人：周敏"),
        *("提交人（签名）：王建国", "份数", "五个工作日内"),
    ),
    "D02": (
        *("涉路施工交通安全审查", "2026年11月24日", "20个工作日内（2026年12月22日前）", "承诺办理期限为5个工作日"),
        *(
            "领取方式：网上下载电子文书或者到受理窗口领取",
            "监督电话：0577-65600122",
            "申请人（签收）",
            "第三十二条第一款第五项",
        ),
    ),
    "D03": (
        *(
            "补交市政主管部门出具的挖掘城市道路许可或者同意意见",
            "上游过渡区长度与封闭宽度不符",
            "请于2026年12月7日前补正",
        ),
        *("一次性告知", "第三十二条第一款第四项", "逾期未补正的", "申请人（签收）"),
    ),
    "D04": (
        *("位于平阳县境内", "第三十二条第一款第二项", "请向平阳县公安局交通警察大队申请", "决定不予受理"),
        *("六十日内向瑞安市人民政府申请行政复议", "六个月内依法向瑞安市人民法院提起行政诉讼"),
    ),
    "D05": (
        *(
            "2026年11月27日9时30分至2026年11月27日10时30分",
            "安阳路路口以东30米",
            "林志远（警号330381）",
            "陈喆（警号330382）",
        ),
        *(
            "王建国浙江垚镕市政工程有限公司项目负责人",
            "北侧设2.5m非机动车道",
            "同意按交通组织方案进入审核",
            "照片2：公交站",
        ),
        *("120.65512°E27.78121°N", "第三十四条第三款", "核查人员（签名）：林志远"),
    ),
    "D06": (
        "需要与轨道交通施工统筹安排绕行路线",
        "延长10个工作日",
        "至2027年1月6日",
        "负责人郑国强批准",
        "第四十二条第一款",
    ),
    "D08": (
        *("浙江垚镕市政工程有限公司（统一社会信用代码91330381MA2AAAAA0X）", "瑞安市燃气有限公司", "燃气管道老化更新"),
        *(
            "万松东路（安阳路路口以东30米至隆山东路路口）",
            "机动车道1条",
            "长度320m",
            "面积1184.5㎡",
            "每日22:00至次日05:00",
        ),
        *(
            "2026年12月10日至2027年1月20日",
            "部分封闭",
            "瑞市政占挖许〔2026〕第88号",
            "第四十条的规定予以公开",
            "一式二份",
        ),
        *(
            "第三十八条第一款",
            "第三十二条第一款",
            "附件1",
            "附件2",
            "81.3m",
            "交通锥×61",
            "半幅封闭双向交替通行",
            "绕行方案",
        ),
        *("监督电话：0577-65600122", *(squeezed(condition) for condition in CONDITIONS)),
    ),
    "D09": (
        *(
            "占用、挖掘道路施工许可证",
            "道路交通安全审查意见书",
            "瑞公交占证字〔2026〕第001号",
            "万松东路燃气管道改造工程",
        ),
        *("浙江垚镕市政工程有限公司", "1184.5㎡", "2026年12月10日至2027年1月20日", "每日22:00至次日05:00", "40km/h"),
        *("王建国138****0123", "许可决定书：瑞公交占许字〔2026〕第001号", "悬挂于施工现场醒目位置", "机动车道1条"),
    ),
    "D10": (
        *("未满五年", "双向断流施工", "第三十八条第二款", "《城市道路管理条例》第三十三条第二款", "决定不予行政许可"),
        *("六十日内向瑞安市人民政府申请行政复议", "六个月内依法向瑞安市人民法院提起行政诉讼", "申请人（签收）"),
    ),
    "D13": (
        *(
            "关于万松东路燃气管道改造工程施工期间实施交通管制的通告",
            "第三十九条",
            "第三十五条",
            "因万松东路燃气管道改造工程施工需要",
        ),
        *("一、管制路段", "二、管制时间", "三、管制措施", "四、分阶段安排", "五、绕行路线", "六、温馨提示", "特此通告"),
        *("二期：2027年1月4日至2027年1月20日，瑞湖路至隆山东路，半幅封闭，车辆借道通行", "瑞安市住房和城乡建设局"),
    ),
    "D22": (
        *(
            "障碍物、围挡清除",
            "标志、标线恢复",
            "信号灯、监控设施恢复",
            "合格",
            "不涉及",
            "平整，无错台",
            "第三十二条第二款",
        ),
        *("瑞安市市政园林管理中心", "签名：黄海涛", "签名：林志远", "同意恢复通行", "自2027年1月20日起恢复通行"),
    ),
}

NUMBERED = {
    "D01": "瑞公交占收字〔2026〕第001号",
    "D08": "瑞公交占许字〔2026〕第001号",
    "D10": "瑞公交占不许字〔2026〕第001号",
    "D22": "瑞公交占验字〔2026〕第001号",
}


def draw(code, fonts, **options):
    return KINDS[code].draw(SAMPLES[code], fonts, assets=ASSETS, **options)


@pytest.mark.parametrize("code", REQUIRED)
def test_the_required_facts_are_printed(code, fonts):
    text = text_of(draw(code, fonts))
    assert [fact for fact in REQUIRED[code] if squeezed(fact) not in text] == []


def test_every_kind_has_its_required_facts_listed():
    assert set(REQUIRED) == set(KINDS) == set(SAMPLES)


@pytest.mark.parametrize("code", KINDS)
def test_authority_date_and_verification_code_are_on_every_document(code, fonts):
    text = text_of(draw(code, fonts))
    assert "瑞安市公安局交通警察大队" in text
    assert "K7QM-2XWD-9RTA" in text
    if code not in ("D05", "D22"):  # a record carries the dates of its signatures instead
        assert "2026年12月3日" in text


@pytest.mark.parametrize("code", NUMBERED)
def test_the_number_is_printed_as_given(code, fonts):
    assert NUMBERED[code] in text_of(draw(code, fonts))


@pytest.mark.parametrize("code", KINDS)
def test_the_chinese_name_stands_on_the_document(code, fonts):
    expected = SAMPLES[code].title if code == "D13" else KINDS[code].name_zh
    assert expected in text_of(draw(code, fonts))


@pytest.mark.parametrize("code", KINDS)
def test_the_reading_copy_says_that_it_is_one_and_bears_no_seal(code, fonts):
    chinese, english = text_of(draw(code, fonts)), text_of(draw(code, fonts, language="en"))
    assert "Readingcopy;onlytheChinesetextisofficial." in english
    assert "Readingcopy" not in chinese
    assert "演示专用" not in english
    assert ("演示专用" in chinese) is KINDS[code].seal


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("D03", ("Road Traffic Safety Law, art. 32(1)", "GB 5768.4-2017 4.4")),
        ("D10", ("Regulations on Urban Road Administration, art. 33(2);", "the Road Traffic Safety Law, art. 35(2)")),
        ("D02", ("20 working days", "22 December 2026", "within 5 working days", "article 32(1)(5)")),
        (
            "D08",
            ("length 320 m", "area 1184.5 ㎡", "daily 22:00 to 05:00 of the next day", "20 January 2027", "81.3 m"),
        ),
        ("D10", ("within sixty days", "within six months", "瑞安市人民政府", "瑞安市人民法院")),
        ("D22", ("open again from 20 January 2027", "not applicable")),
    ],
)
def test_the_reading_copy_prints_the_same_facts(code, facts, fonts):
    text = text_of(draw(code, fonts, language="en"))
    assert [fact for fact in facts if squeezed(fact) not in text] == []


def test_no_name_of_an_entry_is_cut_on_the_english_card(fonts):
    page = reader(draw("D09", fonts, language="en")).pages[0]
    assert "Contractor" in page.extract_text().split()
