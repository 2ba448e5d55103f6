"""How an official document ends: remedies, signature, date, seal, code for verification, lines to sign on."""

from collections.abc import Iterable
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from core.pdf.document import Remedies, Signature
from core.pdf.page import (
    ASCENT,
    LEFT_MARGIN_PT,
    RIGHT_PT,
    SIZE_4_PT,
    SIZE_SMALL_5_PT,
    SMALL,
    TOP_PT,
    TYPE_WIDTH_PT,
    Paper,
)
from core.pdf.qr import draw_qr
from core.pdf.seal import DIAMETER_PT, draw_demo_seal, draw_seal_picture
from core.pdf.wording import day, moment

QR_SIDE_PT, CORNER_QR_PT = 27 * mm, 21 * mm
CLOSING_HEIGHT_PT = DIAMETER_PT + 10
"""Height of signature, date, seal and verification code: pass it as `keep_pt` to the paragraph before them."""

SIGN_LINE_PT, FOOT_NOTE_PT = 28, 30
NAMES_WIDTH_PT = TYPE_WIDTH_PT - QR_SIDE_PT - 12
"""What the verification code leaves free for the names of those who sign."""


def remedy_paragraph(paper: Paper, remedies: Remedies, what_zh: str) -> str:
    """Where and until when the addressee may turn: 60 days (行政复议法 art. 20), six months (行政诉讼法 art. 46)."""
    return paper.say(
        f"如不服{what_zh}，可以自收到{what_zh}之日起六十日内向{remedies.reconsideration_body}申请行政复议，"
        f"或者在六个月内依法向{remedies.court}提起行政诉讼。",
        "Whoever disagrees may apply for administrative reconsideration to "
        f"{remedies.reconsideration_body} within sixty days of receiving this document, or bring an action before "
        f"{remedies.court} within six months.",
    )


def close(paper: Paper, issuers: Iterable[str] = ()) -> None:
    """Signature over the date at the right under the seal, verification code at the left.

    issuers: the bodies that sign, when not the authority alone; the seal is the authority's.
    """
    names = list(issuers) or [paper.authority]
    size_pt, pitch_pt = paper.body.size_pt, paper.body.pitch_pt
    paper.room(CLOSING_HEIGHT_PT + pitch_pt * (len(names) - 1) / 2)
    top_pt = paper.cursor_pt - 6
    date = day(paper.head.issued_on, paper.language)
    # 成文日期 stands four characters from the right edge under a seal, two without; the names are centred over it.
    indent_pt = size_pt * (2 if paper.head.seal == "none" else 4)
    widest_pt = min(NAMES_WIDTH_PT, max(paper.width(name, size_pt) for name in names))
    centre_pt = min(RIGHT_PT - indent_pt - paper.width(date, size_pt) / 2, RIGHT_PT - widest_pt / 2)
    # The seal stands over the authority's own name and the date; joint issuers come above.
    seal_pt = top_pt - DIAMETER_PT / 2 - pitch_pt * (len(names) - 1) / 2
    baseline_pt = seal_pt + pitch_pt * (len(names) - 0.5) - size_pt * ASCENT / 2
    for line in (*names, date):
        paper.draw(line, centre_pt, baseline_pt, paper.fitting_size(line, NAMES_WIDTH_PT, size_pt), align="center")
        baseline_pt -= pitch_pt
    seal(paper, centre_pt, seal_pt)
    verification(paper, LEFT_MARGIN_PT, top_pt, QR_SIDE_PT)
    paper.cursor_pt = seal_pt - DIAMETER_PT / 2 - 4


def verification(paper: Paper, x_pt: float, top_pt: float, side_pt: float) -> None:
    """The QR code of the verification page, with the code to type under it; a preview has none."""
    if paper.head.preview:
        return
    draw_qr(paper.canvas, paper.head.verify_url, x_pt, top_pt - side_pt, side_pt)
    captions = (paper.say("扫码核验文书", "Scan to verify"), paper.head.verify_code)
    for index, caption in enumerate(captions):
        baseline_pt = top_pt - side_pt - 7 - index * 12
        paper.draw(
            caption, x_pt + side_pt / 2, baseline_pt, SIZE_SMALL_5_PT, typeface=paper.fonts.heading, align="center"
        )


def form_closing_height(signers: int) -> float:
    """What `close`, that many `sign_lines` and a `foot_note` take together, in points."""
    return CLOSING_HEIGHT_PT + signers * SIGN_LINE_PT + FOOT_NOTE_PT


def corner_verification(paper: Paper) -> None:
    """The code beside the title, for a form whose last page belongs to signatures."""
    verification(paper, RIGHT_PT - CORNER_QR_PT - 6, TOP_PT + 32, CORNER_QR_PT)


def sign_lines(paper: Paper, signatures: Iterable[Signature], size_pt: float = SIZE_4_PT) -> None:
    """One line per signature: role, the signature picture or a rule to sign on, and the date or its blanks."""
    for signature in signatures:
        paper.room(SIGN_LINE_PT)
        baseline_pt = paper.cursor_pt - SIGN_LINE_PT + 8
        label = f"{signature.role}{paper.say('：', ': ')}"
        paper.draw(label, LEFT_MARGIN_PT, baseline_pt, size_pt)
        start_pt = LEFT_MARGIN_PT + paper.width(label, size_pt) + 4
        blank = paper.say("　　　　年　　月　　日", "Date:                    ")
        date = moment(signature.signed_at, paper.language) if signature.signed_at else blank
        end_pt = RIGHT_PT - paper.width(date, size_pt) - 12
        paper.canvas.setStrokeGray(0)
        paper.canvas.setLineWidth(0.5)
        paper.canvas.line(start_pt, baseline_pt - 3, end_pt, baseline_pt - 3)
        if signature.asset:
            signature_picture(paper, signature.asset, start_pt + 60, baseline_pt - 4)
        name_pt = paper.fitting_size(signature.name, end_pt - start_pt - 4, size_pt)
        paper.draw(signature.name, start_pt + 2, baseline_pt, name_pt)
        paper.draw(date, RIGHT_PT, baseline_pt, size_pt, align="right")
        paper.cursor_pt -= SIGN_LINE_PT


def signature_picture(paper: Paper, asset: str, x_pt: float, y_pt: float) -> None:
    """A signature written on the glass, its lower left corner there, at most 90 by 30 points."""
    picture = ImageReader(BytesIO(paper.asset(asset)))
    paper.canvas.drawImage(picture, x_pt, y_pt, 90, 30, mask="auto", preserveAspectRatio=True, anchor="sw")


def foot_note(paper: Paper, text: str) -> None:
    """A small line under a rule: how many copies, whom to call."""
    paper.room(FOOT_NOTE_PT)
    paper.skip(6)
    paper.canvas.setStrokeGray(0)
    paper.canvas.setLineWidth(0.5)
    paper.canvas.line(LEFT_MARGIN_PT, paper.cursor_pt, RIGHT_PT, paper.cursor_pt)
    paper.cursor_pt -= 4
    paper.paragraph(text, SMALL)


def seal(paper: Paper, x_pt: float, y_pt: float) -> None:
    """The authority's seal centred there, as the snapshot says: demonstration seal, picture, or room for the stamp.

    A reading copy bears no seal: only the Chinese text is official.
    """
    if paper.language != "zh" or paper.head.preview:
        return
    if paper.head.seal == "demo":
        draw_demo_seal(paper.canvas, paper.fonts.title, paper.head.authority_name, x_pt, y_pt)
    elif paper.head.seal == "image":
        draw_seal_picture(paper.canvas, paper.asset("seal"), x_pt, y_pt)
