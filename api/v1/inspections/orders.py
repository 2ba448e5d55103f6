"""Orders: the contractor answers, the officers verify or return."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.description.pages import page_schema, told
from api.doors import ActionView, Door
from api.inputs import ActionInput, FlagField, KeyField, TextField
from api.pagination import PageQuery
from api.v1.inspections.order_output import OrderLineOutput, OrderOutput
from api.v1.permits.case_facts_output import ActionOutput
from api.view import ApiView
from core.models import User
from inspections.lifecycle import Action
from inspections.models import Order
from inspections.selectors.actions import options
from inspections.selectors.orders import get_order, open_orders, order_page, orders_of, overdue_orders
from inspections.services import settling_orders
from permits.selectors.works import get_works


class OrderListQuery(PageQuery):
    """overdue_only: only those whose deadline has passed."""

    overdue_only = FlagField(required=False)


class AnswerOrderInput(ActionInput):
    """What was done, with photos that show it, in a multipart body."""

    text = TextField()
    photos = serializers.ListField(child=serializers.FileField(allow_empty_file=True), required=False, max_length=60)


class VerifyOrderInput(ActionInput):
    """visit: the recorded visit on which it was seen."""

    visit = KeyField()
    remarks = TextField(required=False)


class ReturnOrderInput(ActionInput):
    """What is still not put right. deadline_at: left out, the period of its severity."""

    reason = TextField()
    deadline_at = serializers.DateTimeField(required=False, allow_null=True)


def answer(actor: User, number: str, *, photos: list | None = None, **entered: Any) -> None:
    """The contractor says what was done and shows it."""
    settling_orders.answer_order(actor, number, photos=photos or [], **entered)


def verify(actor: User, number: str, *, visit: int, **entered: Any) -> Order:
    """It is put right: one of the two officers saw it on a visit recorded after the answer."""
    return settling_orders.verify_order(actor, number, visit_id=visit, **entered)


DOORS = (
    Door(Action.ANSWER_ORDER, AnswerOrderInput, answer, with_files=True),
    Door(Action.VERIFY_ORDER, VerifyOrderInput, verify),
    Door(Action.RETURN_ORDER, ReturnOrderInput, settling_orders.return_order),
)


class OrderActionView(ActionView):
    """An action of an order."""

    about, output = "order", OrderOutput

    def told(self, viewer: User, key: str) -> dict[str, Any]:
        return OrderOutput(order_page(viewer, key)).data


class OrderList(ApiView):
    """Open orders."""

    @extend_schema(operation_id="order_list", parameters=[OrderListQuery], responses=page_schema(OrderLineOutput))
    def get(self, request):
        """Those the caller may know of, the most urgent first; `works/{number}/orders/` has the closed ones too."""
        wanted = self.query(OrderListQuery)
        found = overdue_orders(request.user) if wanted.get("overdue_only") else open_orders(request.user)
        return self.page(found, ("deadline_at", "pk"), OrderLineOutput, wanted)


class WorksOrders(ApiView):
    """The orders to a works."""

    @extend_schema(operation_id="works_orders", parameters=[PageQuery], responses=page_schema(OrderLineOutput))
    def get(self, request, number):
        """Open and closed, the latest first."""
        wanted = self.query(PageQuery)
        found = orders_of(request.user, get_works(request.user, number))
        return self.page(found, ("-issued_at", "-pk"), OrderLineOutput, wanted)


class OrderDetail(ApiView):
    """One order."""

    @extend_schema(operation_id="order_read", responses=OrderOutput)
    def get(self, request, number):
        """With its findings and answers."""
        return Response(OrderOutput(order_page(request.user, number)).data)


class OrderActions(ApiView):
    """What the caller may do with an order now."""

    @extend_schema(operation_id="order_actions", responses=told(ActionOutput))
    def get(self, request, number):
        """Every action of the caller's role, with the reason when it is not available."""
        found = options(request.user, get_order(request.user, number))
        return Response({"results": ActionOutput(found, many=True).data})
