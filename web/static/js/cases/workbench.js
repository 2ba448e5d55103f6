// The reviewer's page: phases as tabs, drawings laid into the page and zoomed, findings and their flags lit together.
const bench = document.querySelector("[data-workbench]");
const LEVELS = ["1", "2", "3", "4"];
const gentle = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

/** Both stay lit while either is pointed at or holds the focus. */
function light(phase, number) {
  const both = [...phase.querySelectorAll(`[data-number="${number}"], [data-finding="${number}"]`)];
  const on = both.some((one) => one.matches(":hover, :focus, :focus-within"));
  for (const one of both) one.classList.toggle("is-lit", on);
}

function lightWith(phase, element, number) {
  for (const event of ["pointerenter", "pointerleave", "focusin", "focusout"]) element.addEventListener(event, () => light(phase, number));
}

/** Hovering or reaching either of the two lights both; choosing one goes to the other. */
function join(phase, element, number, go) {
  lightWith(phase, element, number);
  element.addEventListener("click", go);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    go(event);
  });
}

function showFlag(phase, number) {
  const frame = phase.querySelector(".sheet-frame");
  const flag = frame.querySelector(`[data-number="${number}"]`);
  if (!flag) return;
  // From the overview one would not read it.
  if (frame.dataset.level === "1") phase.querySelector('[data-by="1"]').click();
  const [box, around] = [flag.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollTo({ left: frame.scrollLeft + box.left - around.left - around.width / 2, behavior: gentle });
  frame.scrollIntoView({ block: "nearest", behavior: gentle });
  flag.focus({ preventScroll: true });
}

function showFinding(phase, number) {
  const item = phase.querySelector(`[data-finding="${number}"]`);
  item?.scrollIntoView({ block: "nearest", behavior: gentle });
  item?.focus({ preventScroll: true });
}

function flags(phase, svg) {
  for (const flag of svg.querySelectorAll("[data-number]")) {
    const number = flag.dataset.number;
    const item = phase.querySelector(`[data-finding="${number}"]`);
    if (!item) continue;
    const words = item.querySelector(".finding-message").textContent.trim();
    flag.setAttribute("tabindex", "0");
    flag.setAttribute("role", "button");
    flag.setAttribute("aria-label", `${bench.dataset.wordsFlag} ${flag.textContent.trim()} ${words}`);
    join(phase, flag, number, () => showFinding(phase, number));
  }
}

/** Of the sheet first the part that shows the road; the tables are a click away. */
function onlyTheRoad(sheet, svg) {
  const [button, whole] = [sheet.querySelector("[data-whole]"), svg.getAttribute("viewBox")];
  const show = (all) => {
    svg.setAttribute("viewBox", all ? whole : sheet.dataset.view);
    button.setAttribute("aria-pressed", all);
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-pressed") !== "true"));
  show(false);
}

/** The picture becomes part of the page, so that its flags can be reached; without it the picture stays. */
async function layIn(phase) {
  const sheet = phase.querySelector("[data-sheet]");
  const picture = sheet?.querySelector("img");
  if (!picture) return;
  const answer = await fetch(sheet.dataset.sheet, { credentials: "same-origin" });
  if (!answer.ok) return;
  const parsed = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  if (parsed.querySelector("parsererror")) return;
  const svg = document.importNode(parsed.documentElement, true);
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  onlyTheRoad(sheet, svg);
  svg.setAttribute("role", "group");
  flags(phase, svg);
  picture.replaceWith(svg);
  sheet.querySelector("[data-zoom]").hidden = false;
}

function zoom(sheet) {
  const frame = sheet.querySelector(".sheet-frame");
  const buttons = sheet.querySelectorAll("[data-by]");
  frame.dataset.level = "1";
  const set = (by) => {
    const middle = (frame.scrollLeft + frame.clientWidth / 2) / frame.scrollWidth;
    const level = Math.min(Math.max(LEVELS.indexOf(frame.dataset.level) + by, 0), LEVELS.length - 1);
    frame.dataset.level = LEVELS[level];
    frame.scrollLeft = middle * frame.scrollWidth - frame.clientWidth / 2;
    buttons[0].disabled = level === 0;
    buttons[1].disabled = level === LEVELS.length - 1;
  };
  for (const button of buttons) button.addEventListener("click", () => set(Number(button.dataset.by)));
  set(0);
  // With a mouse the sheet is pulled about; a finger scrolls by itself.
  let held = null;
  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0 && !event.target.closest("[data-number]"))
      held = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (held) frame.scrollTo(held.x - event.clientX, held.y - event.clientY);
  });
  addEventListener("pointerup", () => { held = null; });
}

/** The list of phases becomes tabs; a link to anything inside a hidden phase shows it first. */
function tabs(list, phases) {
  const links = [...list.querySelectorAll("a")];
  list.setAttribute("role", "tablist");
  const choose = (chosen, reach) => {
    links.forEach((link, n) => {
      const on = n === chosen;
      link.setAttribute("role", "tab");
      link.setAttribute("aria-selected", on);
      link.setAttribute("aria-controls", phases[n].id);
      link.tabIndex = on ? 0 : -1;
      phases[n].hidden = !on;
      phases[n].setAttribute("role", "tabpanel");
      phases[n].setAttribute("aria-labelledby", link.id);
    });
    if (reach) links[chosen].focus();
  };
  links.forEach((link, n) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      choose(n, false);
    });
    link.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) choose((n + step + links.length) % links.length, true);
    });
  });
  const open = (hash) => {
    const wanted = hash.length > 1 && document.getElementById(hash.slice(1));
    const at = wanted ? phases.indexOf(wanted.closest(".phase")) : -1;
    if (at >= 0) choose(at, false);
    return at >= 0;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && !links.includes(link)) open(link.getAttribute("href"));
  });
  addEventListener("beforeprint", () => { for (const phase of phases) phase.hidden = false; });
  addEventListener("afterprint", () => choose(links.findIndex((link) => link.getAttribute("aria-selected") === "true"), false));
  if (!open(location.hash)) choose(0, false);
}

if (bench) {
  const phases = [...bench.querySelectorAll(".phase[data-phase]")];
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((one) => one.isIntersecting)) {
      seen.unobserve(entry.target);
      layIn(entry.target).catch(() => {});
    }
  }, { rootMargin: "200px" });
  for (const phase of phases) {
    for (const item of phase.querySelectorAll("[data-finding]")) {
      const number = item.dataset.finding;
      lightWith(phase, item, number);
      const badge = item.querySelector("a.flag");
      join(phase, badge, number, (event) => {
        event.preventDefault();
        showFlag(phase, number);
      });
    }
    const sheet = phase.querySelector("[data-sheet]");
    if (sheet) zoom(sheet);
    seen.observe(phase);
  }
  const list = bench.querySelector("[data-tabs]");
  if (list) tabs(list, phases);
}
