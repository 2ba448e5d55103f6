"""Sentences that open several letters to an applicant: addressee, what was applied for, where to ask."""

from core.pdf.document import ApplicationHead
from core.pdf.page import Paper


def addressee(paper: Paper, head: ApplicationHead) -> None:
    """The addressee (主送机关 place), at the left edge, one line under the title."""
    paper.paragraph(f"{head.applicant_name}{paper.say('：', ':')}", indent_letters=0)


def application(paper: Paper, head: ApplicationHead) -> str:
    """How the text names the application: project, item and case number."""
    return paper.say(
        f"“{head.project_name}”{head.item_name}申请（办件编号{head.case_number}）",
        f"your application for “{head.project_name}” ({head.item_name}, case {head.case_number})",
    )


def enquiries(paper: Paper, head: ApplicationHead) -> str:
    """Whom to call."""
    return paper.say(f"监督电话：{head.supervision_phone}。", f"Supervision telephone: {head.supervision_phone}.")


def two_copies(paper: Paper) -> str:
    """How many originals there are and where they go."""
    return paper.say(
        "本文书一式两份，一份送达申请人，一份存入案卷。",
        "Made in two copies: one for the applicant, one for the file.",
    )
