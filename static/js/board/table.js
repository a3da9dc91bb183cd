// The same rows as a table, for those who read by ear or want to copy; at most PAGE sessions at once.

import { dateAndTime } from "./axis.js";

const PAGE = 500;

function cells(row, item, words) {
  const [date, from] = dateAndTime(item.from);
  const to = dateAndTime(item.to)[1];
  const weekday = words.weekdays[(new Date(item.from * 60000).getUTCDay() + 6) % 7];
  return [item.row_label, `${weekday} ${date}`, `${from} ${words.to} ${to}`, row.label ?? words.uncovered, item.title,
    words.states[item.state]?.[2] ?? item.state, words.states[item.modality]?.[2] ?? ""];
}

function link(item, text) {
  const node = Object.assign(document.createElement("a"), { href: item.url, textContent: text });
  if (item.panel) node.dataset.panel = item.panel;
  return node;
}

function line(row, item, words) {
  const tr = document.createElement("tr");
  cells(row, item, words).forEach((text, n) => {
    const cell = document.createElement(n ? "td" : "th");
    cell.dataset.label = words.heads[n];
    if (n) cell.textContent = text;
    else cell.append(link(item, text));
    tr.append(cell);
  });
  tr.firstChild.scope = "row";
  return tr;
}

/** Fill `frame` (holding a <tbody> and a [data-more] note) with the sessions of `rows` by start. */
export function drawTable(frame, rows, words) {
  const all = rows.flatMap((row) => row.items.map((item) => [row, item])).sort(([, a], [, b]) => a.from - b.from);
  frame.querySelector("tbody").replaceChildren(...all.slice(0, PAGE).map(([row, item]) => line(row, item, words)));
  const more = frame.querySelector("[data-more]");
  more.hidden = all.length <= PAGE;
  more.textContent = words.more.replace("{shown}", Math.min(PAGE, all.length)).replace("{all}", all.length);
}
