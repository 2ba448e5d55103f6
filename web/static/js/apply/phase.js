// The usual hours of a phase at a click; the fields are typed in as well as ever.
const ways = document.querySelector("[data-hours-ways]");
ways.hidden = false;
ways.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-hours]");
  if (!chosen) return;
  const [from, to] = chosen.dataset.hours ? chosen.dataset.hours.split("-") : ["", ""];
  for (const field of ways.closest("fieldset").querySelectorAll("input[type=time]")) field.value = { from_1: from, to_1: to }[field.name] ?? "";
  ways.closest("form").dispatchEvent(new Event("input", { bubbles: true })); // leaving now asks first
});
