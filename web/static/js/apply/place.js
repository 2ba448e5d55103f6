// The place task: once the place is drawn, the road register fills in which road it is. What somebody typed stays.
const form = document.querySelector("form[data-register]");
const says = form.querySelector("[data-register-says]");
const names = ["road_name", "road_kind", "road_class"];
const invitation = says.textContent;
let asking = null;

/** Takes the register's answer: fills what is empty or was filled by it before. */
function take({ fields, says: sentence }) {
  for (const name of names) {
    const control = form.elements[name];
    const filled = control.value === "" || control.value === control.dataset.registered;
    if (filled && (fields[name] || control.dataset.registered)) control.value = fields[name] ?? "";
    if (fields[name]) control.dataset.registered = fields[name];
    else delete control.dataset.registered;
  }
  says.textContent = sentence || invitation;
  says.classList.toggle("is-found", Boolean(sentence));
}

async function ask(geometry) {
  asking?.abort();
  if (!geometry) return take({ fields: {}, says: "" });
  asking = new AbortController();
  const body = new URLSearchParams({ geometry: JSON.stringify(geometry), csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  try {
    const answer = await fetch(form.dataset.register, { method: "POST", body, signal: asking.signal, headers: { Accept: "application/json" } });
    if (answer.ok) take(await answer.json());
  } catch (error) {
    if (error.name !== "AbortError") says.textContent = invitation; // saving asks the register again
  }
}

form.addEventListener("geometry", (event) => ask(event.detail));
