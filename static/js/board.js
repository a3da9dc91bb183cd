// The coordinator's board: fetches a week, draws it, and obeys the toolbar.
// Markup and words: templates/components/board.html. Data: docs/design-system.md, "Board data".

import { makeAxis, openHours, wallClock } from "./board/axis.js";
import { buildRows, choicesOf, withWallTimes } from "./board/model.js";
import { attachKeys } from "./board/keys.js";
import { drawTable } from "./board/table.js";
import { BoardView } from "./board/view.js";

const REFRESH = 60000; // ms

class Board {
  constructor(frame) {
    this.frame = frame;
    this.words = JSON.parse(frame.dataset.words);
    this.part = (name) => frame.querySelector(`[data-board="${name}"]`);
    this.view = new BoardView(this.part("scroll"), this.words);
    this.stop = attachKeys(this.view);
    this.shown = { zoom: "week", nights: false, table: false };
    this.listen();
  }

  listen() {
    this.frame.addEventListener("input", (event) => { if (event.target.dataset.filter) this.draw(); });
    this.frame.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]")?.dataset.act;
      if (act) this.acts[act]();
    });
    let width = 0;
    new ResizeObserver(([entry]) => {
      if (this.data && Math.abs(entry.contentRect.width - width) > 1) this.draw();
      width = entry.contentRect.width;
    }).observe(this.part("scroll"));
    setInterval(() => { if (!document.hidden) this.load(); }, REFRESH);
  }

  acts = {
    day: () => this.change({ zoom: "day" }, () => this.goToNow()),
    week: () => this.change({ zoom: "week" }),
    nights: () => this.change({ nights: !this.shown.nights }),
    table: () => this.change({ table: !this.shown.table }),
    today: () => {
      if (this.now() === null) location.assign(this.frame.dataset.today);
      else this.goToNow();
    },
    retry: () => this.load(),
  };

  change(what, then = () => {}) {
    Object.assign(this.shown, what);
    this.draw();
    then();
  }

  async load() {
    try {
      const answer = await fetch(this.frame.dataset.source, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      this.take(await answer.text());
      this.state("ready");
    } catch (error) {
      this.state(this.data ? "stale" : "failed");
      console.error(error);
    }
  }

  /** Draw anew, unless the answer is the one on show. */
  take(text) {
    if (text === this.text) return;
    this.data = withWallTimes(JSON.parse(text));
    this.text = text;
    this.offerChoices();
    this.draw();
  }

  state(name) {
    this.frame.dataset.state = name;
    this.part("loading").hidden = true;
    this.part("failed").hidden = name === "ready";
  }

  offerChoices() {
    for (const select of this.frame.querySelectorAll("select[data-filter]")) {
      const known = new Set([...select.options].map((option) => option.value));
      for (const value of choicesOf(this.data, select.dataset.filter)) if (!known.has(value)) select.add(new Option(value));
    }
  }

  filter() {
    return Object.fromEntries([...this.frame.querySelectorAll("[data-filter]")].map((input) => [input.dataset.filter, input.value.trim()]));
  }

  axis() {
    const hours = this.shown.nights ? [0, 24] : openHours(this.data.items.concat(this.data.uncovered));
    const label = parseFloat(getComputedStyle(this.frame).getPropertyValue("--board-label"));
    const room = Math.max(this.part("scroll").clientWidth - label, 240);
    return makeAxis(this.data.days, hours, this.shown.zoom === "day" ? Math.max(room, 640) : Math.max(room / this.data.days.length, 112));
  }

  now() {
    const minutes = wallClock(this.data.tz)(new Date().toISOString());
    return this.data.days.includes(new Date(minutes * 60000).toISOString().slice(0, 10)) ? minutes : null;
  }

  draw() {
    const rows = buildRows(this.data, this.filter());
    const empty = !rows.length;
    this.part("empty").hidden = !empty;
    this.part("table").hidden = empty || !this.shown.table;
    this.part("scroll").hidden = empty || this.shown.table;
    for (const act of ["day", "week"]) this.press(act, this.shown.zoom === act);
    this.press("nights", this.shown.nights);
    this.press("table", this.shown.table);
    this.part("count").textContent = this.countWords(rows);
    if (this.shown.table) drawTable(this.part("table"), rows, this.words);
    else this.drawTimeline(rows);
  }

  drawTimeline(rows) {
    const held = this.view.grid.contains(document.activeElement);
    this.view.show(rows, this.axis(), this.now());
    // A week without sessions has nothing to focus inside; it still scrolls by keyboard.
    if (rows.some((row) => row.items.length)) this.part("scroll").removeAttribute("tabindex");
    else this.part("scroll").tabIndex = 0;
    this.stop(held);
  }

  countWords(rows) {
    const count = (list) => list.reduce((sum, row) => sum + row.items.length, 0);
    const members = rows.filter((row) => !row.uncovered);
    return this.words.count.replace("{members}", members.length).replace("{sessions}", count(members))
      .replace("{uncovered}", count(rows) - count(members));
  }

  press(act, on) {
    this.frame.querySelector(`[data-act="${act}"]`)?.setAttribute("aria-pressed", on);
  }

  goToNow() {
    const now = this.now();
    const day = now === null ? 0 : Math.floor(this.view.axis.x(now) / this.view.axis.dayWidth);
    const way = document.documentElement.dir === "rtl" ? -1 : 1;
    this.part("scroll").scrollTo({ left: way * day * this.view.axis.dayWidth });
  }
}

for (const frame of document.querySelectorAll("[data-board-frame]")) new Board(frame).load();
