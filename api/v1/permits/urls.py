"""Addresses of cases, works, documents and what the public may know."""

from django.urls import path

from api.v1.permits import (
    acceptance,
    application,
    cases,
    decision,
    documents,
    force,
    materials,
    public,
    review,
    survey,
    timeline,
    works,
    works_life,
)  # fmt: skip
from api.v1.permits.actions import CaseActionView, WorksActionView

CASE_DOORS = (
    *application.DOORS, *acceptance.DOORS, *survey.DOORS, *review.DOORS, *decision.DOORS, *force.DOORS,
)  # fmt: skip
WORKS_DOORS = works_life.DOORS

urlpatterns = [
    path("cases/", cases.CaseList.as_view(), name="api-case-list"),
    path("cases/queue/", cases.CaseQueue.as_view(), name="api-case-queue"),
    path("cases/<case:number>/", cases.CaseDetail.as_view(), name="api-case"),
    path("cases/<case:number>/actions/", cases.CaseActions.as_view(), name="api-case-actions"),
    *(path(f"cases/<case:key>/actions/{door.action.value}/", CaseActionView.as_view(door=door)) for door in CASE_DOORS),
    path("cases/<case:number>/readiness/", cases.CaseReadiness.as_view(), name="api-case-readiness"),
    path("cases/<case:number>/clock/", cases.CaseClock.as_view(), name="api-case-clock"),
    path("cases/<case:number>/conflicts/", cases.CaseConflicts.as_view(), name="api-case-conflicts"),
    path("cases/<case:number>/timeline/", timeline.CaseTimeline.as_view(), name="api-case-timeline"),
    path("cases/<case:number>/documents/", documents.CaseDocuments.as_view(), name="api-case-documents"),
    path(
        "cases/<case:number>/plan-versions/<int:version>/", cases.PlanVersionDetail.as_view(), name="api-plan-version"
    ),
    path("cases/<case:number>/materials/", materials.MaterialList.as_view(), name="api-material-list"),
    path("cases/<case:number>/materials/needed/", cases.CaseMaterialsNeeded.as_view(), name="api-materials-needed"),
    path("cases/<case:number>/materials/<int:material>/", materials.MaterialDetail.as_view(), name="api-material"),
    path("cases/<case:number>/materials/<int:material>/file/", materials.MaterialFile.as_view(), name="api-file"),
    path("works/", works.WorksList.as_view(), name="api-works-list"),
    path("works/emergency/", works.EmergencyWorks.as_view(), name="api-works-emergency"),
    path("works/<works:number>/", works.WorksDetail.as_view(), name="api-works"),
    path("works/<works:number>/actions/", works.WorksActions.as_view(), name="api-works-actions"),
    *(
        path(f"works/<works:key>/actions/{door.action.value}/", WorksActionView.as_view(door=door))
        for door in WORKS_DOORS
    ),
    path("works/<works:number>/cases/", works.WorksCases.as_view(), name="api-works-cases"),
    path("works/<works:number>/conflicts/", works.WorksConflicts.as_view(), name="api-works-conflicts"),
    path("works/<works:number>/timeline/", timeline.WorksTimeline.as_view(), name="api-works-timeline"),
    path("works/<works:number>/documents/", documents.WorksDocuments.as_view(), name="api-works-documents"),
    path("documents/<code:code>/", documents.DocumentDetail.as_view(), name="api-document"),
    path("documents/<code:code>/file/", documents.DocumentFile.as_view(), name="api-document-file"),
    path("public/works/", public.PublicWorksList.as_view(), name="api-public-works-list"),
    path("public/works/<works:number>/", public.PublicWorksDetail.as_view(), name="api-public-works"),
    path("public/notices/", public.PublicNotices.as_view(), name="api-public-notices"),
    path("public/verify/<code:code>/", public.Verify.as_view(), name="api-public-verify"),
]
