"""What both orders of an inspection print: who acted, whom to call, who received it."""

from collections.abc import Sequence

from core.pdf.closing import close, foot_note, form_closing_height, remedy_paragraph, sign_lines
from core.pdf.document import DocumentHead, Officer, Photo, Remedies, Signature
from core.pdf.page import Paper
from core.pdf.pictures import photo_rows


def works_named(paper: Paper, project_name: str, permit_number: str) -> str:
    """How the text names the works: project, works number, and permit when there is one."""
    number = paper.head.works_number
    if permit_number:
        return paper.say(
            f"“{project_name}”施工（工程编号{number}，许可文号{permit_number}）",
            f"the works “{project_name}” (works {number}, permit {permit_number})",
        )
    return paper.say(f"“{project_name}”施工（工程编号{number}）", f"the works “{project_name}” (works {number})")


def finish_order(
    paper: Paper,
    snapshot: DocumentHead,
    remedies: Remedies,
    officers: Sequence[Officer],
    photos: Sequence[Photo],
    received: Signature | None,
) -> bytes:
    """Remedies, officers, seal, signature of the addressee, photographs; the finished PDF."""
    paper.paragraph(remedy_paragraph(paper, remedies, paper.say("本通知", "this order")))
    names = paper.say("、", ", ").join(
        paper.say(
            f"{officer.unit}{officer.name}（警号{officer.badge_number}）",
            f"{officer.unit} {officer.name} (badge {officer.badge_number})".lstrip(),
        )
        for officer in officers
    )
    paper.paragraph(
        paper.say(
            f"执法人员：{names}。联系电话：{snapshot.supervision_phone}。",
            f"Officers: {names}. Telephone: {snapshot.supervision_phone}.",
        ),
        keep_pt=form_closing_height(1),
    )
    close(paper)
    role = paper.say("当事人（签收）", "Received by the addressee")
    sign_lines(paper, (received or Signature(role=role, name=""),))
    foot_note(
        paper,
        paper.say(
            "当事人拒绝签收的，由执法人员在本通知书上注明情况。本通知书一式两份，一份送达当事人，一份存入案卷。",
            "If the addressee refuses to sign, the officers note it here. Made in two copies: one for the "
            "addressee, one "
            "for the file.",
        ),
    )
    if photos:
        paper.new_page()
        heading = paper.say("附：现场照片", "Photographs")
        paper.paragraph(heading, typeface=paper.fonts.heading, indent_letters=0)
        photo_rows(paper, photos)
    return paper.finish()
