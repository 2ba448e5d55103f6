"""Ready-made words officers choose from; every list is the brigade's own (设置) and nobody is bound to it.

The Chinese goes into the documents; the English is shown beside it to those who read English.
"""

from typing import NamedTuple


class Phrase(NamedTuple):
    """The same sentence in both languages."""

    zh: str
    en: str


CONDITIONS = (
    Phrase("夜间设置施工警告灯并保持照明有效。", "Keep warning lights and lighting working at night."),
    Phrase(
        "早晚高峰（7:00–9:00、16:30–18:30）不得占用机动车道作业。",
        "No work on the carriageway in the peak hours (7:00–9:00, 16:30–18:30).",
    ),
    Phrase(
        "安排不少于两名交通引导人员，着反光背心。", "Post at least two traffic coordinators in high-visibility vests."
    ),
    Phrase(
        "行人和非机动车通道保持连续，净宽不小于1.5米。",
        "Keep the ways for pedestrians and cycles continuous, at least 1.5 m clear.",
    ),
    Phrase(
        "距路口20米范围内围挡0.8米以上部分应通透。",
        "Within 20 m of a junction the hoarding must be see-through above 0.8 m.",
    ),
    Phrase(
        "完工后恢复路面、标志、标线，经验收合格方可恢复通行。",
        "Restore surface, signs and markings; traffic returns only after acceptance.",
    ),
    Phrase(
        "现场公示许可证、工程概况和监督电话。",
        "Display the permit, the outline of the works and the supervision telephone on site.",
    ),
    Phrase("按批准的时段施工，白天恢复通行。", "Work in the approved hours only; open the lanes by day."),
    Phrase("施工车辆在作业区内停放，不得占用其他车道。", "Park works vehicles inside the work area only."),
)

REFUSAL_BASIS = (
    Phrase(
        "《中华人民共和国道路交通安全法》第三十二条第一款",
        "Road Traffic Safety Law, art. 32(1): occupation and excavation of roads",
    ),
    Phrase(
        "《中华人民共和国道路交通安全法实施条例》第三十五条",
        "Implementing Regulations of the Road Traffic Safety Law, art. 35",
    ),
    Phrase(
        "《中华人民共和国行政许可法》第三十八条第二款",
        "Administrative Licensing Law, art. 38(2): a refusal in writing with its reasons",
    ),
    Phrase(
        "《城市道路管理条例》第三十三条",
        "Regulations on Urban Road Administration, art. 33: excavation of urban roads",
    ),
    Phrase("《公路安全保护条例》第二十七条", "Highway Safety Protection Regulations, art. 27"),
)

CORRECTION_BASIS = "《中华人民共和国行政许可法》第三十二条第一款第四项"

COMPLETION_ITEMS = (
    Phrase("施工区域清理完毕，无遗留物料和障碍", "Site cleared, no material or obstacle left"),
    Phrase("路面恢复平整，无错台、坑洼", "Surface restored and even, no steps or holes"),
    Phrase("标线按原样恢复", "Markings restored"),
    Phrase("标志、信号、监控等设施恢复", "Signs, signals and cameras restored"),
    Phrase("人行道、盲道和非机动车道恢复", "Footway, tactile paving and cycle lane restored"),
    Phrase("临时交通设施全部撤除", "All temporary traffic devices removed"),
)
