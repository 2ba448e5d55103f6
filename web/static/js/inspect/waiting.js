// A document that is being made: ask now and then, and show its link when it is there.
const EVERY_MS = 2000;
const MOST = 90;

async function wait(place) {
  for (let tried = 0; tried < MOST; tried += 1) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    const answer = await fetch(place.dataset.waiting).catch(() => null);
    if (answer?.status === 200) {
      place.innerHTML = await answer.text();
      return;
    }
  }
}

for (const place of document.querySelectorAll("[data-waiting]")) wait(place);
