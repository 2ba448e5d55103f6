"""Official documents of the supervision on site: frozen facts in, PDF out; one module each, all of them in KINDS."""

from core.pdf.document import DocumentKind
from inspections.documents import rectification_order, stop_order

KINDS: dict[str, DocumentKind] = {
    code: DocumentKind(
        code=code,
        name_zh=module.NAMES[0],
        name_en=module.NAMES[1],
        snapshot=snapshot,
        draw=module.draw,
        numbering="official",
        seal=True,
        remedy=True,
    )
    for code, module, snapshot in (
        ("D15", rectification_order, rectification_order.RectificationOrderSnapshot),
        ("D16", stop_order, stop_order.StopOrderSnapshot),
    )
}
"""Every kind by its code in the catalogue of documents."""
