// A phone that opens its camera may throw the page away: what was tapped and typed waits in this tab.
const NEVER = new Set(["csrfmiddlewaretoken", "submission", "version"]);

/** Keep the answers of `form` under `key` in this tab, and put them back: they are never older than what the page shows. */
export function keepDraft(form, key) {
  const fields = () => [...form.elements].filter((field) => field.name && field.type !== "file" && !NEVER.has(field.name));
  const kept = read(key);
  if (kept) {
    for (const field of fields()) {
      if (field.type === "radio") field.checked = kept[field.name] === field.value;
      else if (field.name in kept) field.value = kept[field.name];
    }
  }
  const write = () => {
    const said = {};
    for (const field of fields()) if (field.type !== "radio" || field.checked) said[field.name] = field.value;
    sessionStorage.setItem(key, JSON.stringify(said));
  };
  form.addEventListener("input", write);
  form.addEventListener("change", write);
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}
