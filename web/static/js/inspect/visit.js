// The page of a visit: arrive with a position, send each photo as soon as it is taken, keep what was tapped.
import { keepDraft } from "./draft.js";
import { sendPhotos } from "./photos.js";

const POSITION_PATIENCE_MS = 10000;

/** Ask the phone where it is, once; then the form is sent, with the position or, knowingly, without. */
function arriveWithPosition(form) {
  const note = form.querySelector("[data-arrive-note]");
  const words = form.dataset;
  let asked = false;
  form.addEventListener("submit", (event) => {
    if (asked || !navigator.geolocation) return;
    event.preventDefault();
    event.stopPropagation(); // shell.js must not take this for the sending of the form
    note.textContent = words.wordsLooking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        asked = true;
        form.elements.lon.value = coords.longitude.toFixed(6);
        form.elements.lat.value = coords.latitude.toFixed(6);
        form.requestSubmit();
      },
      (refusal) => {
        asked = true;
        note.textContent = refusal.code === refusal.PERMISSION_DENIED ? words.wordsRefused : words.wordsLost;
        form.querySelector("[data-arrive-label]").textContent = words.wordsWithout;
      },
      { enableHighAccuracy: true, timeout: POSITION_PATIENCE_MS, maximumAge: 30000 },
    );
  });
}

/** How many items are answered. */
function count(form) {
  const items = [...form.querySelectorAll("fieldset[data-item]")];
  const show = () => {
    const done = items.filter((item) => item.querySelector("input[type=radio]:checked")).length;
    form.querySelector("[data-check-count]").textContent = form.dataset.wordsCount.replace("{done}", done).replace("{total}", items.length);
  };
  form.addEventListener("change", show);
  show();
}

for (const form of document.querySelectorAll("[data-arrive]")) arriveWithPosition(form);
for (const form of document.querySelectorAll("[data-checklist]")) {
  keepDraft(form, `visit-${form.dataset.checklist}`);
  sendPhotos(form);
  count(form);
}
