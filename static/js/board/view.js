// Draws the rows. Only those in sight (and a few around them) are in the page: 5,000 sessions scroll like 400.

import { dateAndTime, dayMinutes } from "./axis.js";

export const ROW = 40; // px, equals --board-row in board.css
const AROUND = 6; // rows kept drawn above and below the window
const NARROWEST = 12; // px, so that a short session can still be hit

function element(tag, className, attributes = {}, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text) node.textContent = text;
  return node;
}

function place(node, start, size) {
  node.style.insetInlineStart = `${start}px`;
  node.style.inlineSize = `${size}px`;
  return node;
}

/** A session in words: when, what, state and how; used as its accessible name and as its tip. */
export function inWords(item, words) {
  const [date, from] = dateAndTime(item.from);
  const [lastDate, to] = dateAndTime(item.to);
  const until = lastDate === date ? to : `${lastDate} ${to}`;
  const state = words.states[item.state]?.[2] ?? item.state;
  const how = words.states[item.modality]?.[2] ?? "";
  return [item.row_label, item.title, `${date} ${from} ${words.to} ${until}`, state, how, item.reason].filter(Boolean).join(", ");
}

export class BoardView {
  /** `root` is the scrolling element; `words` holds the translated texts and the table of states. */
  constructor(root, words) {
    this.root = root;
    this.words = words;
    this.grid = element("div", "board-grid", { role: "grid", "aria-label": words.board });
    this.head = element("div", "board-head", { role: "row", "aria-rowindex": "1" });
    this.grid.append(this.head);
    root.replaceChildren(this.grid);
    this.drawn = new Map();
    root.addEventListener("scroll", () => this.later(), { passive: true });
    new ResizeObserver(() => this.later()).observe(root);
  }

  later() {
    this.waiting ??= requestAnimationFrame(() => { this.waiting = undefined; this.drawWindow(); });
  }

  /** Show these rows on this axis; forgets what was drawn. */
  show(rows, axis, now) {
    Object.assign(this, { rows, axis, now });
    for (const node of this.drawn.values()) node.remove();
    this.drawn.clear();
    this.grid.setAttribute("aria-rowcount", rows.length + 1);
    this.grid.style.blockSize = `${(rows.length + 1) * ROW}px`;
    this.grid.style.setProperty("--axis", `${axis.width}px`);
    this.grid.style.setProperty("--day", `${axis.dayWidth}px`);
    this.grid.style.setProperty("--step", `${axis.step * axis.hourWidth}px`);
    this.drawHead();
    this.drawWindow();
  }

  drawHead() {
    const { axis, words } = this;
    const scale = element("div", "board-scale", { role: "columnheader", "aria-label": words.days });
    axis.days.forEach((day, n) => scale.append(place(this.dayHead(day), n * axis.dayWidth, axis.dayWidth)));
    if (this.now !== null) scale.append(place(element("div", "board-now", { "aria-hidden": "true" }), axis.x(this.now), 2));
    this.head.replaceChildren(element("div", "board-label", { role: "columnheader" }, words.member), scale);
  }

  dayHead(day) {
    const { axis, words } = this;
    const date = new Date(`${day}T00:00:00Z`);
    const head = element("div", "board-day", {}, `${words.weekdays[(date.getUTCDay() + 6) % 7]} `);
    head.append(element("bdi", "", { dir: "ltr" }, dateAndTime(dayMinutes(day))[0].slice(0, 6)));
    const { hourWidth, step } = axis;
    for (let hour = axis.open + step; hour <= axis.close - step / 2; hour += step) {
      const mark = element("span", "board-hour", {}, String(hour).padStart(2, "0"));
      mark.style.insetInlineStart = `${(hour - axis.open) * hourWidth}px`;
      head.append(mark);
    }
    return head;
  }

  drawWindow() {
    if (!this.rows) return;
    const first = Math.max(0, Math.floor(this.root.scrollTop / ROW) - AROUND);
    const last = Math.min(this.rows.length, Math.ceil((this.root.scrollTop + this.root.clientHeight) / ROW) + AROUND);
    const stop = this.grid.querySelector('.board-item[tabindex="0"]')?.closest(".board-row"); // Tab must find it
    for (const [n, node] of this.drawn) {
      if ((n >= first && n < last) || node === stop) continue;
      node.remove();
      this.drawn.delete(n);
    }
    for (let n = first; n < last; n++) this.row(n);
  }

  /** The drawn row number n, drawn now if it was not. Rows stay in order for those who read by ear. */
  row(n) {
    if (this.drawn.has(n)) return this.drawn.get(n);
    const node = this.drawRow(this.rows[n], n);
    const after = [...this.drawn.keys()].filter((other) => other > n);
    this.grid.insertBefore(node, after.length ? this.drawn.get(Math.min(...after)) : null);
    this.drawn.set(n, node);
    return node;
  }

  drawRow(row, n) {
    const node = element("div", row.uncovered ? "board-row uncovered" : "board-row", { role: "row", "aria-rowindex": n + 2 });
    node.style.insetBlockStart = `${(n + 1) * ROW}px`;
    const name = row.label ?? this.words.uncovered;
    const label = element("div", "board-label", { role: "rowheader" });
    label.append(element("strong", row.continued ? "visually-hidden" : "", {}, name));
    const about = [row.noTexts && this.words.no_texts, row.detail].filter(Boolean).join(" · ");
    if (about) {
      const detail = element("span", "", { title: about }, row.noTexts ? about.slice(this.words.no_texts.length) : about);
      if (row.noTexts) detail.prepend(element("b", "no-texts", {}, this.words.no_texts));
      label.append(detail);
    }
    const lane = element("div", "board-lane", { role: "gridcell" });
    lane.append(...row.items.map((item) => this.drawItem(item)));
    if (this.now !== null) lane.append(place(element("div", "board-now", { "aria-hidden": "true" }), this.axis.x(this.now), 2));
    node.append(label, lane);
    return node;
  }

  drawItem(item) {
    const start = this.axis.x(item.from);
    const size = Math.max(this.axis.x(item.to) - start, NARROWEST);
    const text = inWords(item, this.words);
    const tone = this.words.states[item.state]?.[0] ?? "";
    const node = element("a", `board-item ${tone}${size < 24 ? " narrow" : ""}`, {
      href: item.url, "aria-label": text, title: text, "data-id": item.id, "data-state": item.state, "data-panel": item.panel ?? "", tabindex: "-1",
    });
    if (size > 40) node.append(element("span", "", {}, item.title));
    return place(node, start, size);
  }
}
