"""The city this installation serves: names, bounds, authorities, document numbers. Everything here is a setting.

What the law fixes is not here. Values marked 设置 are this installation's choice and want the brigade's confirmation.
"""

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
}
