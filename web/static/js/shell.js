// What every page does: menus close, dialogs open, a form is sent once, the error summary takes the focus.
const all = (selector) => document.querySelectorAll(selector);

document.addEventListener("click", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;

  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();

  const closer = event.target.closest("[data-dialog-close]");
  if (closer) closer.closest("dialog").close();
  else if (event.target instanceof HTMLDialogElement) event.target.close(); // the backdrop belongs to the dialog

  event.target.closest("[data-dismiss]")?.parentElement.remove();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of all("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

for (const menu of all("details.menu")) {
  menu.addEventListener("toggle", () => {
    if (menu.open) for (const other of all("details.menu[open]")) if (other !== menu) other.open = false;
  });
}

// The server acts once whatever happens; this only shows that the first click was heard.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
  event.submitter?.classList.add("is-sending");
});

// Coming back with the back button shows the page as it was left: let the form be sent again.
addEventListener("pageshow", () => {
  for (const form of all("form[data-sent]")) delete form.dataset.sent;
  for (const button of all(".is-sending")) button.classList.remove("is-sending");
});

for (const button of all("[data-dismiss]")) button.hidden = false;
document.querySelector("[data-focus]")?.focus();

// Leaving a form with words in it asks first (`<form data-guard>`).
for (const form of all("form[data-guard]")) {
  let touched = false;
  form.addEventListener("input", () => (touched = true));
  form.addEventListener("submit", () => (touched = false));
  addEventListener("beforeunload", (event) => touched && event.preventDefault());
}
