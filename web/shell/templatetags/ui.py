"""The components of docs/design.md as template tags."""

from django import template
from django.forms import BaseForm, BoundField
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from permits.plan.clauses import clause_words
from web.shell.icons import icon_svg
from web.shell.looks import TONE_ICONS, stage_look, state_look
from web.shell.network import map_ground
from web.shell.once import FIELD, new_token
from web.shell.parts import Tone

register = template.Library()

_CLASSES = {"select": "form-select", "checkbox": "form-check-input"}
_BARE = frozenset({"radioselect", "checkboxselectmultiple", "mapdraw", "hidden"})


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon by its Bootstrap Icons name."""
    return icon_svg(name)


@register.simple_tag
def status(tone: str, label: str, icon: str = "") -> SafeString:
    """A status badge: colour, icon and words together."""
    return format_html(
        '<span class="status status-{}">{}<span>{}</span></span>', tone, icon_svg(icon or TONE_ICONS[Tone(tone)]), label
    )


@register.simple_tag
def stage_badge(code: str, label: str) -> SafeString:
    """The badge of a case stage: its code chooses the look, `label` is said."""
    look = stage_look(code)
    return status(look.tone, label, look.icon)


@register.simple_tag
def state_badge(code: str, label: str) -> SafeString:
    """The badge of a works state: its code chooses the look, `label` is said."""
    look = state_look(code)
    return status(look.tone, label, look.icon)


@register.filter
def clause(cited: str) -> str:
    """A clause or article, which data keep in Chinese, in the reader's words."""
    return clause_words(cited, get_language() or "")


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's widget with the classes of the design system."""
    if field.widget_type in _BARE:
        return field.as_widget()
    own = field.field.widget.attrs.get("class", "")
    base = next((css for kind, css in _CLASSES.items() if field.widget_type.endswith(kind)), "form-control")
    state = " is-invalid" if field.errors else ""
    return field.as_widget(attrs={"class": f"{base}{state} {own}".strip()})


@register.simple_tag
def field(bound: BoundField, width: str = "") -> SafeString:
    """Label, help, error and control of one form field; width: xs | s | m | l | full."""
    return format_html('<div class="field-width-{}">{}</div>', width or "auto", bound.as_field_group())


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """Every visible field of a form in its order, then the hidden ones."""
    shown = format_html_join("", "{}", ((bound.as_field_group(),) for bound in form.visible_fields()))
    hidden = format_html_join("", "{}", ((bound,) for bound in form.hidden_fields()))
    return format_html("{}{}", shown, hidden)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict:
    """All errors of the forms, each linked to its field; takes the focus when the page opens."""
    whole = [error for form in forms if form for error in form.non_field_errors()]
    fields = [(bound, error) for form in forms if form for bound in form if bound.errors for error in bound.errors]
    return {"whole": whole, "fields": fields, "count": len(whole) + len(fields)}


@register.simple_tag(takes_context=True)
def action_fields(context, version: int | None = None) -> SafeString:
    """The hidden members of every acting form: CSRF token, the version seen, the one-time submission token."""
    pairs = [("csrfmiddlewaretoken", get_token(context["request"])), (FIELD, new_token())]
    if version is not None:
        pairs.append(("version", version))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.inclusion_tag("components/stage_bar.html")
def stage_bar(steps, label: str = "") -> dict:
    """Where the case is: a row of `Step`."""
    return {"steps": steps, "label": label}


@register.inclusion_tag("components/clock.html")
def clock(clock) -> dict:
    """A `Clock` as a calendar strip with the days left."""
    share = min(100, round(100 * clock.used / clock.total)) if clock.total else 0
    tone = Tone.MUTED if clock.paused else Tone.STOP if clock.left < 0 else Tone.WARN if clock.left <= 3 else Tone.OK
    return {"clock": clock, "share": share, "tone": tone, "overdue": -clock.left}


@register.inclusion_tag("components/timeline.html")
def timeline(entries) -> dict:
    """What happened, newest first as given: a list of `TimelineEntry`."""
    return {"entries": entries}


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context, key: str, label: str, css: str = "") -> dict:
    """A sortable column head; the list's view reads `?sort=key` or `?sort=-key`."""
    query = context["request"].GET.copy()
    current = query.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    query["sort"] = f"-{key}" if current == key else key
    query.pop("cursor", None)
    return {"label": label, "css": css, "direction": direction, "url": "?" + query.urlencode()}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context, page) -> dict:
    """Previous and next of a `CursorPage`; the view reads `?cursor=`."""

    def address(cursor: str) -> str:
        query = context["request"].GET.copy()
        query["cursor"] = cursor
        return "?" + query.urlencode()

    return {
        "page": page,
        "next_url": address(page.next_cursor) if page.next_cursor else "",
        "previous_url": address(page.previous_cursor) if page.previous_cursor else "",
    }


@register.inclusion_tag("components/filter_bar.html", takes_context=True)
def filter_bar(context, form: BaseForm, count: str = "", keep: str = "sort") -> dict:
    """A GET form above a list; `keep` names query members that survive filtering, separated by commas."""
    request = context["request"]
    kept = [(name, request.GET[name]) for name in keep.split(",") if request.GET.get(name)]
    active = any(request.GET.get(bound.html_name) for bound in form)
    return {"form": form, "count": count, "kept": kept, "active": active, "path": request.path}


@register.inclusion_tag("components/empty_state.html")
def empty_state(icon: str, title: str, text: str = "", url: str = "", label: str = "") -> dict:
    """What to say where nothing is: why, and what to do about it."""
    return {"icon": icon, "title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("components/findings.html")
def findings(rows) -> dict:
    """A list of `FindingRow`, each with its clause and how sure that clause is."""
    return {"rows": rows}


@register.inclusion_tag("components/file_row.html", takes_context=True)
def file_row(context, row) -> dict:
    """A `FileRow`: a material, why it is needed, its file, and the upload where one is allowed."""
    return {"row": row, "request": context["request"]}


@register.inclusion_tag("components/photo_grid.html")
def photo_grid(photos) -> dict:
    """A list of `Photo`."""
    return {"photos": photos}


@register.inclusion_tag("components/tabs.html")
def tabs(items, label: str = "") -> dict:
    """A list of `Tab`."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/action_bar.html", takes_context=True)
def action_bar(context, actions, version: int | None = None) -> dict:
    """The actions of a page: those available as buttons, the others with the reason why not (list of `ActionItem`)."""
    return {
        "available": [action for action in actions if action.available],
        "unavailable": [action for action in actions if not action.available],
        "version": version,
        "request": context["request"],
    }


@register.inclusion_tag("components/key_values.html")
def key_values(rows, columns: int = 1) -> dict:
    """A list of `KeyValue` in one or two columns."""
    return {"rows": rows, "columns": columns}


@register.inclusion_tag("components/task_list.html")
def task_list(tasks) -> dict:
    """A list of `Task`."""
    return {"tasks": tasks, "done": sum(task.state == "done" for task in tasks)}


@register.simple_tag
def progress(value: float, maximum: float, label: str) -> SafeString:
    """A labelled bar; the words are said, the bar is only their picture."""
    return format_html(
        '<label class="progress-line"><span>{}</span><progress value="{}" max="{}"></progress></label>',
        label,
        value,
        maximum,
    )


@register.inclusion_tag("components/map.html")
def works_map(features_url: str, label: str, height: str = "m", list_id: str = "", focus: str = "") -> dict:
    """A map showing the GeoJSON features at an address.

    label: what it shows, for those who do not see it. height: s | m | l | fill. list_id: the element whose
    `[data-show]` buttons name the features. focus: the works number to zoom to, or "list" for all of the list.
    """
    return {
        "features_url": features_url,
        "label": label,
        "height": height,
        "list_id": list_id,
        "focus": focus,
        "ground": map_ground(),
    }


@register.inclusion_tag("components/map_assets.html")
def map_assets(draw: bool = False) -> dict:
    """Style and script of a map, for the block `assets`; draw=True, instead of `{{ form.media }}`, for both kinds."""
    return {"draw": draw}


@register.simple_block_tag
def dialog(content: str, element_id: str, title: str) -> SafeString:
    """A native dialog holding the block; opened by any `<button type="button" data-dialog="ID">`."""
    return mark_safe(
        render_to_string("components/dialog.html", {"element_id": element_id, "title": title, "content": content})
    )


@register.inclusion_tag("components/confirm.html", takes_context=True)
def confirm(context, element_id: str, title: str, text: str, url: str, label: str, version: int | None = None) -> dict:
    """A dialog that asks before a destructive step and says what will happen; its form posts to `url`."""
    return {
        "element_id": element_id,
        "title": title,
        "text": text,
        "url": url,
        "label": label,
        "version": version,
        "request": context["request"],
    }


@register.simple_block_tag
def card(content: str, title: str = "", icon: str = "", css: str = "") -> SafeString:
    """A section of a page with its heading (h2)."""
    return mark_safe(
        render_to_string("components/card.html", {"title": title, "icon": icon, "css": css, "content": content})
    )
