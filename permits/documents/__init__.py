"""Official documents of the permit procedure: frozen facts in, PDF out; one module each, all of them in KINDS."""

from types import ModuleType

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


def _kind(
    code: str, module: ModuleType, snapshot: type, *, numbered: bool = True, seal: bool = True, remedy: bool = False
) -> DocumentKind:
    return DocumentKind(
        code=code,
        name_zh=module.NAMES[0],
        name_en=module.NAMES[1],
        snapshot=snapshot,
        draw=module.draw,
        numbering="official" if numbered else "none",
        seal=seal,
        remedy=remedy,
    )


KINDS: dict[str, DocumentKind] = {
    kind.code: kind
    for kind in (
        _kind("D01", receipt, receipt.ReceiptSnapshot),
        _kind("D02", acceptance_notice, acceptance_notice.AcceptanceNoticeSnapshot),
        _kind("D03", correction_notice, correction_notice.CorrectionNoticeSnapshot),
        _kind("D04", non_acceptance, non_acceptance.NonAcceptanceSnapshot, remedy=True),
        _kind("D05", survey_record, survey_record.SurveyRecordSnapshot, numbered=False, seal=False),
        _kind("D06", processing_extension, processing_extension.ProcessingExtensionSnapshot),
        _kind("D08", permit_decision, permit_decision.PermitDecisionSnapshot),
        _kind("D09", permit_card, permit_card.PermitCardSnapshot),
        _kind("D10", refusal_decision, refusal_decision.RefusalDecisionSnapshot, remedy=True),
        _kind("D13", public_notice, public_notice.PublicNoticeSnapshot),
        _kind("D22", completion_acceptance, completion_acceptance.CompletionAcceptanceSnapshot),
    )
}
"""Every kind by its code in the catalogue of documents."""
