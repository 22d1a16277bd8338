"""The people of the demonstration: made up, their passwords known to everybody."""

from dataclasses import dataclass

from prongsai.site.permissions import Role

PASSWORD = "prongsai-example"  # noqa: S105  shown on the sign-in page of a demonstration, and nowhere else of use


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the demonstration; no role: looks after the site, or coordinates the area."""

    name: str
    email: str
    position: str
    role: Role | None = None
    division: str = ""
    coordinates: bool = False


PEOPLE = (
    Person("สมมุติ เจ้าหน้าที่", "officer@example.com", "นิติกรชำนาญการ", Role.OFFICER, "office"),
    Person("สมมุติ หัวหน้าสำนัก", "director@example.com", "หัวหน้าสำนักปลัดเทศบาล", Role.APPROVER, "office"),
    Person("สมมุติ ปลัด", "clerk@example.com", "ปลัดเทศบาล", Role.APPROVER, "office"),
    Person("สมมุติ นายก", "mayor@example.com", "นายกเทศมนตรี", Role.APPROVER),
    Person("สมมุติ กองคลัง", "finance@example.com", "ผู้อำนวยการกองคลัง", Role.STAFF, "finance"),
    Person("สมมุติ กองช่าง", "works@example.com", "นายช่างโยธา", Role.STAFF, "works"),
    Person("สมมุติ ผู้ดูแล", "manager@example.com", "นักทรัพยากรบุคคล", Role.MANAGER, "office"),
    Person("สมมุติ ผู้อ่าน", "reader@example.com", "นักวิชาการตรวจสอบภายใน", Role.READER),
    Person("สมมุติ ท้องถิ่นจังหวัด", "coordinator@example.com", "นักส่งเสริมการปกครองท้องถิ่น", coordinates=True),
    Person("สมมุติ ผู้ดูแลเว็บไซต์", "administrator@example.com", "ผู้ดูแลเว็บไซต์"),
)
