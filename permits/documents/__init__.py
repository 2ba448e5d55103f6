"""Official documents of the permit procedure: frozen facts in, PDF out; one module each, all of them in KINDS."""

from core.pdf.document import DocumentKind
from permits.documents import (
    acceptance_notice,
    completion_acceptance,
    correction_notice,
    non_acceptance,
    permit_card,
    permit_decision,
    processing_extension,
    public_notice,
    receipt,
    refusal_decision,
    survey_record,
)


def _kind(code: str, module, snapshot: type, *, word: str, seal: bool = True, remedy: bool = False) -> DocumentKind:
    """word: what stands before 字 in the number (占许 in 瑞公交占许字〔2026〕第001号), "" for a kind without number."""
    return DocumentKind(
        code=code,
        name_zh=module.NAMES[0],
        name_en=module.NAMES[1],
        snapshot=snapshot,
        draw=module.draw,
        numbering="official" if word else "none",
        number_word=word,
        seal=seal,
        remedy=remedy,
    )


KINDS: dict[str, DocumentKind] = {
    kind.code: kind
    for kind in (
        _kind("D01", receipt, receipt.ReceiptSnapshot, word="占收"),
        _kind("D02", acceptance_notice, acceptance_notice.AcceptanceNoticeSnapshot, word="占受"),
        _kind("D03", correction_notice, correction_notice.CorrectionNoticeSnapshot, word="占补"),
        _kind("D04", non_acceptance, non_acceptance.NonAcceptanceSnapshot, word="占不受", remedy=True),
        _kind("D05", survey_record, survey_record.SurveyRecordSnapshot, word="", seal=False),
        _kind("D06", processing_extension, processing_extension.ProcessingExtensionSnapshot, word="占延"),
        _kind("D08", permit_decision, permit_decision.PermitDecisionSnapshot, word="占许"),
        _kind("D09", permit_card, permit_card.PermitCardSnapshot, word="占证"),
        _kind("D10", refusal_decision, refusal_decision.RefusalDecisionSnapshot, word="占不许", remedy=True),
        _kind("D13", public_notice, public_notice.PublicNoticeSnapshot, word="占告"),
        _kind("D22", completion_acceptance, completion_acceptance.CompletionAcceptanceSnapshot, word="占验"),
    )
}
"""Every kind by its code in the catalogue of documents."""
