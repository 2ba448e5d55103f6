"""One lifelike snapshot of every document of the supervision on site; the people and firms are invented."""

from core.pdf.document import Officer, Photo, Signature
from inspections.documents.rectification_order import OrderedFact, RectificationOrderSnapshot
from inspections.documents.stop_order import StopOrderSnapshot
from tests.permits.documents.samples import REMEDIES, at, head

OFFICERS = (
    Officer(name="林志远", badge_number="330381", unit="安阳中队（演示）"),
    Officer(name="陈喆", badge_number="330382", unit="安阳中队（演示）"),
)
WORKS = {
    "recipient_name": "浙江垚镕市政工程有限公司",
    "recipient_credit_code": "91330381MA2AAAAA0X",
    "project_name": "万松东路燃气管道改造工程",
    "place": "万松东路安阳路路口以东120米处",
    "found_at": at(28, 16, 20),
    "officers": OFFICERS,
}

SAMPLES = {
    "D15": RectificationOrderSnapshot(
        **head("占改"),
        **REMEDIES,
        **WORKS,
        permit_number="瑞公交占许字〔2026〕第001号",
        facts=(
            OrderedFact(
                fact="警告区起点未设置施工标志",
                basis="道路交通安全法第三十二条第二款；GB 5768.4-2017 4.3",
                requirement="在警告区起点补设施工标志2块",
            ),
            OrderedFact(
                fact="距路口18 m处围挡0.8 m以上部分不通透",
                basis="许可条件第3项",
                requirement="更换为通透式围挡",
            ),
        ),
        deadline=at(28, 20, 20),
        photos=(Photo(asset="photo-1", caption="警告区起点", taken_at=at(28, 16, 22), lon=120.65512, lat=27.78121),),
        recipient_signature=Signature(role="现场负责人（签收）", name="王建国", signed_at=at(28, 16, 40)),
    ),
    "D16": StopOrderSnapshot(
        **head("占停"),
        **REMEDIES,
        **WORKS,
        facts=(
            "未经许可封闭由西向东最外侧机动车道进行挖掘施工。",
            "未设置任何施工标志和隔离设施，造成车辆排队约200 m。",
        ),
        requirements=("立即撤除占道的机械和材料，回填并恢复路面。", "派员现场疏导，直至交通恢复正常。"),
    ),
}
"""By code; the pictures they name are those of the permit documents."""
