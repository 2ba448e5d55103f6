"""One lifelike snapshot of every document of the permit procedure; the people and firms are invented."""

import datetime as dt
import io

from PIL import Image, ImageDraw

from core.pdf.document import Officer, Photo, Signature
from permits.documents.acceptance_notice import AcceptanceNoticeSnapshot
from permits.documents.completion_acceptance import AcceptanceItem, AcceptanceOpinion, CompletionAcceptanceSnapshot
from permits.documents.correction_notice import CorrectionItem, CorrectionNoticeSnapshot
from permits.documents.non_acceptance import NonAcceptanceSnapshot
from permits.documents.permit_card import PermitCardSnapshot
from permits.documents.permit_decision import PermitDecisionSnapshot
from permits.documents.place import AreaLengths, PhaseRow, PlaceOfWorks, SignLine
from permits.documents.processing_extension import ProcessingExtensionSnapshot
from permits.documents.public_notice import NoticePhase, PublicNoticeSnapshot
from permits.documents.receipt import ReceiptSnapshot, ReceivedMaterial
from permits.documents.refusal_decision import RefusalDecisionSnapshot
from permits.documents.survey_record import PersonPresent, SurveyFinding, SurveyRecordSnapshot

CHINA = dt.timezone(dt.timedelta(hours=8))


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of November 2026 in the city."""
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


def photo(shade: int) -> bytes:
    """A picture as a phone takes it, far larger than it is printed."""
    picture = Image.linear_gradient("L").resize((1600, 1200)).convert("RGB")
    ImageDraw.Draw(picture).rectangle((300, 500, 1300, 900), fill=(shade, 120, 60))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=90)
    return stream.getvalue()


def head(word: str, number: int = 1) -> dict:
    """Head fields, numbered in the style of enforcement documents."""
    return {
        "authority_name": "瑞安市公安局交通警察大队",
        "authority_name_en": "Traffic Police Brigade, Ruian Public Security Bureau",
        "document_number": f"瑞公交{word}字〔2026〕第{number:03}号" if word else "",
        "issued_on": dt.date(2026, 12, 3),
        "verify_url": "https://roadworks.example/verify/K7QM2XWD9RTA",
        "verify_code": "K7QM-2XWD-9RTA",
        "works_number": "W2026-000123",
        "case_number": "C2026-000123",
        "supervision_phone": "0577-65600122",
        "seal": "demo",
        "demo": True,
    }


APPLICATION = {
    "applicant_name": "浙江垚镕市政工程有限公司",
    "item_name": "涉路施工交通安全审查",
    "project_name": "万松东路燃气管道改造工程",
}
REMEDIES = {"reconsideration_body": "瑞安市人民政府", "court": "瑞安市人民法院"}
PLACE = PlaceOfWorks(
    road_name="万松东路",
    from_place="安阳路路口以东30米",
    to_place="隆山东路路口",
    occupied="占用北侧最外侧机动车道1条及部分非机动车道",
    length_m=320,
    area_m2=1184.5,
)
PHASES = (
    PhaseRow(
        name="一期",
        starts_on=dt.date(2026, 12, 10),
        ends_on=dt.date(2026, 12, 31),
        daily_hours=("22:00-05:00",),
        layout_name="封闭外侧机动车道",
        closed_lanes="由西向东第3车道",
        workzone_speed_kmh=40,
        areas=AreaLengths(
            advance_warning_m=40,
            upstream_taper_m=81.3,
            buffer_m=80,
            work_area_m=120,
            downstream_taper_m=30,
            termination_m=30,
        ),
        signs=(
            SignLine(name="施工标志", count=2),
            SignLine(name="车道数变少标志", count=1),
            SignLine(name="交通锥", count=61),
        ),
    ),
    PhaseRow(
        name="二期",
        starts_on=dt.date(2027, 1, 4),
        ends_on=dt.date(2027, 1, 20),
        layout_name="半幅封闭双向交替通行",
        closed_lanes="北侧半幅",
        workzone_speed_kmh=30,
        areas=AreaLengths(advance_warning_m=40, work_area_m=200),
        signs=(SignLine(name="注意交通引导人员标志", count=2),),
        detour="由西向东车辆经安阳路、瑞湖路、隆山东路绕行。",
    ),
)
CONDITIONS = (
    "严格按照批准的路段、车道、面积、期限和时段施工，不得擅自扩大范围或者延长时间。",
    "施工前在现场醒目位置悬挂许可证，设置公示牌，公示工程名称、建设单位、施工单位、许可文号、施工期限和监督电话。",
    "围挡高度不低于1.8 m；距路口20 m范围内0.8 m以上部分应当通透。夜间设置施工警告灯，灯间距均匀、连续有效。",
    "高峰时段（7:00至9:00、16:30至18:30）安排交通引导人员不少于2名，穿着反光背心（环境温度低于0 ℃时落实防滑措施）。",
    "保证行人通道净宽不小于1.5 m，盲道中断的应当设置临时替代通道。",
    "完工后清除现场障碍物，恢复交通标志、标线和信号设施，经验收合格后方可恢复通行。",
)

SIGNATURES = (
    Signature(role="核查人员（签名）", name="林志远", signed_at=at(27, 10, 35)),
    Signature(role="核查人员（签名）", name="陈喆", signed_at=at(27, 10, 36)),
    Signature(role="在场人（签名）", name="王建国", signed_at=at(27, 10, 38)),
)

SAMPLES = {
    "D01": ReceiptSnapshot(
        **head("占收"),
        **APPLICATION,
        received_at=at(23, 9, 5),
        materials=(
            ReceivedMaterial(name="涉路施工交通安全审查申请表", copies=1, form="电子件"),
            ReceivedMaterial(name="统一社会信用代码证", copies=1, form="电子件", note="数据共享"),
            ReceivedMaterial(name="施工组织方案（含占道施工平面图、安全防护设施布置图）", copies=2, form="原件"),
            ReceivedMaterial(name="道路施工交通组织方案", copies=2, form="原件"),
        ),
        clerk_name="周敏",
        submitter_name="王建国",
    ),
    "D02": AcceptanceNoticeSnapshot(
        **head("占受"),
        **APPLICATION,
        received_on=dt.date(2026, 11, 23),
        accepted_on=dt.date(2026, 11, 24),
        statutory_days=20,
        committed_days=5,
        decide_by=dt.date(2026, 12, 22),
        collection_method="网上下载电子文书或者到受理窗口领取",
    ),
    "D03": CorrectionNoticeSnapshot(
        **head("占补"),
        **APPLICATION,
        received_on=dt.date(2026, 11, 23),
        items=(
            CorrectionItem(
                subject="道路主管部门同意意见",
                requirement="补交市政主管部门出具的挖掘城市道路许可或者同意意见",
                basis="道路交通安全法第三十二条第一款",
            ),
            CorrectionItem(
                subject="交通组织方案二期",
                requirement="上游过渡区长度与封闭宽度不符，请按81.3 m修改",
                basis="GB 5768.4-2017 4.4",
            ),
        ),
        correct_by=dt.date(2026, 12, 7),
    ),
    "D04": NonAcceptanceSnapshot(
        **head("占不受"),
        **APPLICATION,
        **REMEDIES,
        received_on=dt.date(2026, 11, 23),
        ground="not_competent",
        reasons=("申请施工路段位于平阳县境内，不属于本机关管辖范围。",),
        competent_authority="平阳县公安局交通警察大队",
    ),
    "D05": SurveyRecordSnapshot(
        **head(""),
        **APPLICATION,
        started_at=at(27, 9, 30),
        ended_at=at(27, 10, 30),
        place="万松东路安阳路路口以东30米至隆山东路路口",
        officers=(
            Officer(name="林志远", badge_number="330381", unit="安阳中队（演示）"),
            Officer(name="陈喆", badge_number="330382", unit="安阳中队（演示）"),
        ),
        present=(PersonPresent(name="王建国", organisation="浙江垚镕市政工程有限公司", role="项目负责人"),),
        findings=(
            SurveyFinding(
                subject="道路断面", finding="双向6车道，车道宽3.5 m，北侧设2.5 m非机动车道，与申请材料一致。"
            ),
            SurveyFinding(subject="路口距离", finding="施工起点距安阳路路口30 m，围挡在20 m范围以外。"),
            SurveyFinding(subject="公交站点", finding="占用范围内有公交站1处，需临时迁移50 m。"),
        ),
        conclusion="现场情况与申请材料基本一致，同意按交通组织方案进入审核。",
        photos=(
            Photo(asset="photo-1", caption="施工起点", taken_at=at(27, 9, 41), lon=120.65512, lat=27.78121),
            Photo(asset="photo-2", caption="公交站", taken_at=at(27, 9, 58)),
            Photo(asset="photo-1", caption="施工终点及隆山东路路口北侧人行横道、盲道现状"),
        ),
        signatures=SIGNATURES,
    ),
    "D06": ProcessingExtensionSnapshot(
        **head("占延"),
        **APPLICATION,
        accepted_on=dt.date(2026, 11, 24),
        decide_by=dt.date(2026, 12, 22),
        extension_days=10,
        extended_to=dt.date(2027, 1, 6),
        reason="需要与轨道交通施工统筹安排绕行路线",
        approver_name="郑国强",
    ),
    "D08": PermitDecisionSnapshot(
        **head("占许"),
        **APPLICATION,
        credit_code="91330381MA2AAAAA0X",
        client_org="瑞安市燃气有限公司",
        contractor_org="浙江垚镕市政工程有限公司",
        reason="燃气管道老化更新",
        place=PLACE,
        accepted_on=dt.date(2026, 11, 24),
        valid_from=dt.date(2026, 12, 10),
        valid_to=dt.date(2027, 1, 20),
        daily_hours=("22:00-05:00",),
        closure="部分封闭",
        conditions=CONDITIONS,
        phases=PHASES,
        road_authority_consent="瑞市政占挖许〔2026〕第88号",
    ),
    "D09": PermitCardSnapshot(
        **head("占证"),
        **APPLICATION,
        decision_number="瑞公交占许字〔2026〕第001号",
        client_org="瑞安市燃气有限公司",
        contractor_org="浙江垚镕市政工程有限公司",
        place=PLACE,
        valid_from=dt.date(2026, 12, 10),
        valid_to=dt.date(2027, 1, 20),
        daily_hours=("22:00-05:00",),
        closure="部分封闭",
        workzone_speed_kmh=40,
        site_manager="王建国",
        site_phone="138****0123",
    ),
    "D10": RefusalDecisionSnapshot(
        **head("占不许"),
        **APPLICATION,
        **REMEDIES,
        accepted_on=dt.date(2026, 11, 24),
        place=PLACE,
        reasons=(
            "该路段2024年6月改建后交付使用，未满五年，未取得县级以上城市人民政府批准文件。",
            "交通组织方案要求双向断流施工，未提供绕行路线和临时通道，不能保证车辆和行人通行。",
        ),
        basis=("《城市道路管理条例》第三十三条第二款", "《中华人民共和国道路交通安全法实施条例》第三十五条第二款"),
    ),
    "D13": PublicNoticeSnapshot(
        **head("占告"),
        title="关于万松东路燃气管道改造工程施工期间实施交通管制的通告",
        project_name="万松东路燃气管道改造工程",
        reason="万松东路燃气管道改造工程施工需要",
        extent="万松东路（安阳路路口以东30米至隆山东路路口）",
        starts_on=dt.date(2026, 12, 10),
        ends_on=dt.date(2027, 1, 20),
        daily_hours=("22:00-05:00",),
        measures=(
            "由西向东封闭最外侧机动车道，其余车道正常通行。",
            "施工区域限速40 km/h，大中型货车禁止通行（施工车辆除外）。",
        ),
        phases=(
            NoticePhase(
                name="一期",
                starts_on=dt.date(2026, 12, 10),
                ends_on=dt.date(2026, 12, 31),
                extent="安阳路至瑞湖路",
                measure="封闭外侧车道",
            ),
            NoticePhase(
                name="二期",
                starts_on=dt.date(2027, 1, 4),
                ends_on=dt.date(2027, 1, 20),
                extent="瑞湖路至隆山东路",
                measure="半幅封闭，车辆借道通行",
            ),
        ),
        detours=("由西向东车辆可经安阳路、瑞湖路、隆山东路绕行。",),
        advice=("请过往车辆和行人按照现场交通标志指示通行，服从交警和交通引导人员指挥。",),
        joint_issuers=("瑞安市住房和城乡建设局",),
    ),
    "D22": CompletionAcceptanceSnapshot(
        **head("占验"),
        **APPLICATION,
        permit_number="瑞公交占许字〔2026〕第001号",
        contractor_org="浙江垚镕市政工程有限公司",
        place=PLACE,
        started_on=dt.date(2026, 12, 10),
        completed_on=dt.date(2027, 1, 18),
        accepted_on=dt.date(2027, 1, 20),
        items=(
            AcceptanceItem(subject="现场障碍物、围挡清除", result="passed"),
            AcceptanceItem(subject="路面修复质量", result="passed", note="平整，无错台"),
            AcceptanceItem(subject="交通标志、标线恢复", result="passed"),
            AcceptanceItem(subject="信号灯、监控设施恢复", result="not_applicable", note="未涉及"),
        ),
        police=AcceptanceOpinion(
            organisation="瑞安市公安局交通警察大队",
            opinion="交通设施已恢复，同意恢复通行。",
            signature=Signature(role="验收人", name="林志远", signed_at=at(30, 15)),
        ),
        road_authority=AcceptanceOpinion(
            organisation="瑞安市市政园林管理中心",
            opinion="路面修复符合要求，同意验收。",
            signature=Signature(role="验收人", name="黄海涛", signed_at=at(30, 14)),
        ),
        reopened_on=dt.date(2027, 1, 20),
    ),
}
"""By code; every picture they name is in ASSETS."""

ASSETS = {"photo-1": photo(200), "photo-2": photo(60)}
