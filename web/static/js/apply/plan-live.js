// One question in flight; when its answer is there, the newest state is asked next. Nothing queues, nothing waits.
const WISHES = new Set(["check", "propose", "fill", "mend"]);

export class Live {
  constructor(form, entries, take) {
    Object.assign(this, { form, entries, take, wanted: false, busy: false, wish: null, since: null });
    form.addEventListener("submit", (event) => this.submitted(event));
  }

  /** Ask as soon as no question is in flight. */
  soon() {
    this.since ??= performance.now();
    this.wanted = true;
    if (!this.busy) this.run();
  }

  submitted(event) {
    const by = event.submitter;
    const wish = by?.name === "fix" ? ["fix", by.value] : by?.name === "do" && WISHES.has(by.value) ? ["do", by.value] : null;
    if (!wish) return;
    event.preventDefault();
    event.stopPropagation(); // the form is not sent, so the page need not show that it is
    this.wish = wish;
    this.soon();
  }

  async run() {
    this.busy = true;
    try {
      while (this.wanted) await this.ask();
    } catch {
      this.entries.onLost(this.form.dataset.wordsLost);
    } finally {
      this.busy = false;
    }
  }

  async ask() {
    const { since, wish } = this;
    Object.assign(this, { wanted: false, since: null, wish: null });
    const body = new URLSearchParams(new FormData(this.form));
    const sent = this.entries.state();
    body.delete("submission");
    body.set(...(wish ?? ["do", "check"]));
    const answer = await fetch(this.form.action, { method: "POST", body, headers: { "X-Live": "1" } });
    const said = await answer.json();
    if (answer.status === 422) return this.entries.refuse(said.errors);
    if (!answer.ok) throw new Error(answer.status);
    this.entries.refuse({});
    this.take({ ...said, sent });
    performance.measure("plan-live", { start: since, end: performance.now() });
  }
}
