// A preview opens beside the form and more rows only reload it: neither is the sending that may happen once.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.matches("[data-preview]")) event.stopPropagation();
  });
}
