"""The texts of a plan that a person may edit: introduction, rationale, conclusion, and the analysis paragraphs."""

from collections.abc import Mapping

from prongsai.analysis.model import Analysis
from prongsai.analysis.paragraphs import paragraphs
from prongsai.intake.model import Agency
from prongsai.language.digits import score_text
from prongsai.scoring.model import Decided, value_of

ITA = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (Integrity and Transparency Assessment: ITA)"


def plan_texts(
    analysis: Analysis, agency: Agency, plan_year: int, divisions: Mapping[str, str], measures: int
) -> tuple[dict[int, str], dict[str, str]]:
    """Give the analysis paragraph of each indicator, and the texts around the plan by their keys."""
    texts = {
        "introduction": _introduction(analysis, agency, plan_year),
        "rationale": _rationale(analysis, agency, plan_year),
        "conclusion": _conclusion(agency, plan_year, divisions["office"], measures),
    }
    return dict(paragraphs(analysis)), texts


def _introduction(analysis: Analysis, agency: Agency, plan_year: int) -> str:
    year = analysis.scores.result.fiscal_year
    return (
        f"{agency.name}จัดทำเอกสารฉบับนี้เพื่อนำผล{ITA} ประจำปีงบประมาณ พ.ศ. {year} มาวิเคราะห์เป็นรายตัวชี้วัด "
        f"และกำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานสำหรับดำเนินการในปีงบประมาณ พ.ศ. {plan_year} "
        "ทุกมาตรการระบุขั้นตอน ระยะเวลา ผู้รับผิดชอบ และการติดตามผลไว้ เพื่อให้ส่วนราชการที่เกี่ยวข้องใช้ปฏิบัติและรายงานผลได้ตรงกัน"
    )


def _rationale(analysis: Analysis, agency: Agency, plan_year: int) -> str:
    year = analysis.scores.result.fiscal_year
    return (
        f"{ITA} เป็นการประเมินประจำปีที่สำนักงาน ป.ป.ช. จัดขึ้นเพื่อให้หน่วยงานของรัฐทั่วประเทศทราบระดับคุณธรรมและความโปร่งใสของตน "
        "ทั้งจากความเห็นของบุคลากรภายใน จากความเห็นของผู้รับบริการและผู้มีส่วนได้ส่วนเสียภายนอก "
        "และจากข้อมูลที่หน่วยงานเปิดเผยต่อสาธารณะ\n"
        f"ในปีงบประมาณ พ.ศ. {year} {agency.name}{_outcome(analysis)} "
        f"การนำผลดังกล่าวมาวิเคราะห์ช่วยให้ทราบว่าเรื่องใดต้องแก้ไขโดยเร่งด่วน เรื่องใดควรพัฒนา และเรื่องใดควรรักษาระดับไว้ "
        f"จึงกำหนดมาตรการให้สอดคล้องกับผลการวิเคราะห์เพื่อดำเนินการในปีงบประมาณ พ.ศ. {plan_year}"
    )


def _outcome(analysis: Analysis) -> str:
    """Give the total and the level as far as they are known."""
    scores = analysis.scores
    total, level = value_of(scores.total), scores.level
    if scores.published:
        total = scores.result.printed.total
    name = (
        level.name if isinstance(level, Decided) else scores.result.printed.level if scores.published else ""
    )
    if total is None:
        return "ได้รับผลการประเมินเป็นรายตัวชี้วัด"
    return f"ได้คะแนนรวม {score_text(total)} คะแนน" + (f" อยู่ในระดับ {name}" if name else "")


def _conclusion(agency: Agency, plan_year: int, office: str, measures: int) -> str:
    return (
        f"มาตรการส่งเสริมคุณธรรมและความโปร่งใสของ{agency.name} ประจำปีงบประมาณ พ.ศ. {plan_year} "
        f"มีทั้งสิ้น {measures} มาตรการ หน่วยงานหลักของแต่ละมาตรการรายงานผลตามรอบที่กำหนด "
        f"และ{office}รวบรวมผลเพื่อจัดทำรายงานผลการดำเนินการเสนอผู้บริหาร และใช้ปรับปรุงการดำเนินงานในปีต่อไป"
    )
