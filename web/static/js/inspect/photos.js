// Each photo goes to the server as soon as it is taken; the one that cannot be sent stays in its field and goes with the form.

/** Send what is chosen in the file inputs of `form`; a token for each, so that a repeated try keeps it once. */
export function sendPhotos(form) {
  form.addEventListener("change", async ({ target }) => {
    if (target.type !== "file" || !target.files.length) return;
    const place = target.closest("[data-shots]");
    const note = place.querySelector("[data-shot-note]");
    const item = target.closest("[data-item]")?.dataset.item ?? "";
    const say = (text, wrong = false) => {
      note.textContent = text;
      note.classList.toggle("is-wrong", wrong);
    };
    say(form.dataset.wordsSending);
    const left = new DataTransfer();
    const troubles = [];
    for (const file of target.files) {
      const answer = await send(form, item, file).catch(() => null);
      if (answer === null) {
        left.items.add(file);
        troubles.push(form.dataset.wordsFailed);
      } else if (answer.errors) troubles.push(...answer.errors);
      else show(place.querySelector("[data-shot-list]"), answer);
    }
    target.files = left.files;
    say(troubles.length ? [...new Set(troubles)].join(" ") : form.dataset.wordsKept, troubles.length > 0);
  });
}

async function send(form, item, file) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("item_code", item);
  body.append("token", tokenOf(file));
  body.append("photo", file);
  const answer = await fetch(form.dataset.photoUrl, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.status === 201 || answer.headers.get("Content-Type")?.startsWith("application/json")) return answer.json();
  throw new Error(`${answer.status}`);
}

const tokens = new WeakMap();

/** The same file tried again is the same wish. `randomUUID` needs a secure page; a phone in a test net may have none. */
function tokenOf(file) {
  if (!tokens.has(file)) tokens.set(file, [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  return tokens.get(file);
}

function show(list, { url, name }) {
  const [line, link, picture] = ["li", "a", "img"].map((tag) => document.createElement(tag));
  link.href = picture.src = url;
  picture.alt = name;
  link.append(picture);
  line.append(link);
  list.append(line);
}
