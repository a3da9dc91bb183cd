// The keyboard on the board: one tab stop; arrows move between sessions, Enter opens one (it is a link).

import { ROW } from "./view.js";

const nearest = (items, minutes) =>
  items.reduce((best, item) => Math.abs(item.from - minutes) < Math.abs(best.from - minutes) ? item : best);

/** The place {row, index} that `key` leads to from `at`, or null at the edge. */
export function step(rows, at, key) {
  const items = rows[at.row].items;
  if (key === "Home") return { row: at.row, index: 0 };
  if (key === "End") return { row: at.row, index: items.length - 1 };
  if (key === "next") return at.index + 1 < items.length ? { row: at.row, index: at.index + 1 } : null;
  if (key === "previous") return at.index > 0 ? { row: at.row, index: at.index - 1 } : null;
  const way = key === "ArrowDown" ? 1 : -1;
  for (let row = at.row + way; row >= 0 && row < rows.length; row += way) {
    if (!rows[row].items.length) continue;
    return { row, index: rows[row].items.indexOf(nearest(rows[row].items, items[at.index].from)) };
  }
  return null;
}

/** Horizontal arrows follow the reading direction. */
function meaning(key, rightToLeft) {
  if (key === "ArrowRight") return rightToLeft ? "previous" : "next";
  if (key === "ArrowLeft") return rightToLeft ? "next" : "previous";
  return key;
}

const KEYS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

/** Wire the keys of a BoardView; returns a function that makes the tab stop anew after a redraw
    and, with `held`, gives it the focus that the redraw took. */
export function attachKeys(view) {
  let current = null; // id of the session that holds the tab stop

  const find = (id) => {
    for (const [row, { items }] of view.rows.entries()) {
      const index = items.findIndex((item) => String(item.id) === id);
      if (index >= 0) return { row, index };
    }
    return null;
  };

  const nodeAt = ({ row, index }) => {
    const id = String(view.rows[row].items[index].id);
    return [...view.row(row).querySelectorAll(".board-item")].find((node) => node.dataset.id === id);
  };

  const stopAt = (node) => {
    for (const other of view.grid.querySelectorAll('.board-item[tabindex="0"]')) other.tabIndex = -1;
    node.tabIndex = 0;
    current = node.dataset.id;
  };

  const bringIntoSight = (row) => {
    const top = row * ROW, room = view.root.clientHeight - 2 * ROW;
    if (top < view.root.scrollTop) view.root.scrollTop = top;
    else if (top > view.root.scrollTop + room) view.root.scrollTop = top - room;
  };

  const go = (place) => {
    bringIntoSight(place.row);
    const node = nodeAt(place);
    stopAt(node);
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  view.grid.addEventListener("focusin", (event) => {
    if (event.target.matches(".board-item")) stopAt(event.target);
  });
  view.grid.addEventListener("keydown", (event) => {
    if (!KEYS.has(event.key) || !event.target.matches(".board-item")) return;
    event.preventDefault();
    const at = find(event.target.dataset.id);
    const to = at && step(view.rows, at, meaning(event.key, document.documentElement.dir === "rtl"));
    if (to) go(to);
  });

  return (held = false) => {
    const place = (current && find(current)) || { row: view.rows.findIndex((row) => row.items.length), index: 0 };
    if (place.row < 0) return;
    const node = nodeAt(place);
    stopAt(node);
    if (held) node.focus({ preventScroll: true });
  };
}
