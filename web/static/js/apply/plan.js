// The plan of a phase, checked and drawn while it is typed. The server computes; without this file its buttons do the same.
const form = document.querySelector("form[data-plan]");
const trial = form.querySelector("[data-trial]");
const PAUSE_MS = 350;
let timer = 0;
let newest = 0;

async function tryOut() {
  const asked = ++newest;
  const body = new FormData(form);
  body.set("do", "check");
  body.delete("submission");
  trial.classList.add("is-stale");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "trial" } });
    const text = await answer.text();
    if (asked !== newest || !answer.ok) return;
    trial.innerHTML = text;
    for (const least of trial.querySelectorAll("[data-least]")) form.querySelector(`[data-least-of="${least.dataset.least}"]`).textContent = least.textContent.trim();
  } finally {
    if (asked === newest) trial.classList.remove("is-stale");
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(tryOut, PAUSE_MS);
});

const rows = form.querySelector("[data-signs]");
const pattern = form.querySelector("template[data-sign-row]");
form.querySelector("[data-add-sign]").addEventListener("click", (event) => {
  event.preventDefault();
  const total = form.elements["sign-TOTAL_FORMS"];
  const row = document.createElement("tr");
  row.innerHTML = pattern.innerHTML.replaceAll("__prefix__", total.value);
  rows.append(row);
  total.value = Number(total.value) + 1;
  row.querySelector("select").focus();
});
