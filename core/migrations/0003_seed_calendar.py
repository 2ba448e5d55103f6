"""The Chinese calendar 2004–2026 from chinesecalendar; 2027's statutory days, provisional, from holidays."""

import holidays
from chinese_calendar import constants
from django.db import migrations

FIRST_YEAR, LAST_KNOWN_YEAR, PROVISIONAL_YEAR = 2004, 2026, 2027
NOTICES = {
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国务院办公厅关于2026年部分节假日安排的通知",
}
FESTIVALS = {festival.value: festival.chinese for festival in constants.Holiday}


def seed(apps, schema_editor):
    CalendarYear = apps.get_model("core", "CalendarYear")
    CalendarDay = apps.get_model("core", "CalendarDay")
    years = range(FIRST_YEAR, LAST_KNOWN_YEAR + 1)
    CalendarYear.objects.bulk_create(
        [CalendarYear(year=year, notice=NOTICES.get(year, "")) for year in years]
        + [CalendarYear(year=PROVISIONAL_YEAR, provisional=True)]
    )
    announced = [("holiday", constants.holidays), ("workday_makeup", constants.workdays)]
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, year_id=day.year, kind=kind, festival=FESTIVALS[festival])
        for kind, days in announced
        for day, festival in days.items()
        if day.year in years
    )
    statutory = holidays.country_holidays("CN", years=PROVISIONAL_YEAR, language="zh_CN")
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, year_id=day.year, kind="holiday", festival=festival) for day, festival in statutory.items()
    )


class Migration(migrations.Migration):

    dependencies = [("core", "0002_calendar_revision")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
