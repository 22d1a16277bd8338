"""A report with faults, uploaded to an agency."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from houses import House
from prongsai.site.files.kinds import kind_of
from prongsai.site.jobs.running import run
from prongsai.site.readings.actions import upload_report
from prongsai.site.readings.models import Reading

REPORT = """รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ปีงบประมาณ พ.ศ. 2568
เทศบาลตำบลต้นแบบ อำเภอเมืองตัวอย่าง จังหวัดตัวอย่าง
ผลการประเมินประจำปีงบประมาณ พ.ศ. 2568 คะแนนรวม 91.20 คะแนน ระดับผ่าน
ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ 97.40 คะแนน
ตัวชี้วัดที่ 2 การใช้งบประมาณ 192.85 คะแนน
"""


def uploaded(name: str, content: bytes) -> SimpleUploadedFile:
    """Give an upload as `ContentField` cleans it."""
    upload = SimpleUploadedFile(name, content)
    upload.content, upload.kind = content, kind_of(content)
    return upload


@pytest.fixture
def upload() -> Callable[..., Reading]:
    """Give a maker of readings: uploaded by an agency's officer, their jobs run."""

    def make(
        house: House, content: str | bytes = REPORT, name: str = "รายงาน.txt", purpose: str = "check"
    ) -> Reading:
        data = content.encode() if isinstance(content, str) else content
        reading = upload_report(house.actor(), uploaded(name, data), purpose)
        run.func(reading.job_id)
        return Reading.objects.select_related("job", "file", "marked", "agency").get(pk=reading.pk)

    make.lines = REPORT.splitlines()
    return make


@pytest.fixture
def make_upload() -> Callable[[str, bytes], SimpleUploadedFile]:
    """Give a maker of uploads as `ContentField` cleans them."""
    return uploaded
