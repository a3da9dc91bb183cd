// What the board shows: rows of members, with the uncovered sessions packed into lanes above them.

import { wallClock } from "./axis.js";

const byStart = (a, b) => a.from - b.from || a.to - b.to;

/** The data of /board/data with `from` and `to` (wall minutes) on every session. */
export function withWallTimes(data) {
  const wall = wallClock(data.tz);
  const timed = (item) => ({ ...item, from: wall(item.start), to: wall(item.end) });
  return { ...data, items: data.items.map(timed), uncovered: data.uncovered.map((item) => ({ ...timed(item), state: "uncovered" })) };
}

/** Sessions into as few lanes as hold them without overlap: each goes into the first lane that is free. */
export function lanes(items) {
  const result = [];
  for (const item of [...items].sort(byStart)) {
    const free = result.find((lane) => lane.at(-1).to <= item.from);
    if (free) free.push(item); else result.push([item]);
  }
  return result;
}

const matches = (member, filter) =>
  (!filter.language || member.languages.includes(filter.language)) &&
  (!filter.country || member.country === filter.country) &&
  (!filter.text || `${member.label} ${member.home}`.toLowerCase().includes(filter.text.toLowerCase()));

const uncoveredMatches = (item, filter) =>
  (!filter.country || item.country === filter.country) &&
  (!filter.language || !item.languages || item.languages.includes(filter.language));

/** Rows in the order they are drawn: {key, label, detail, noTexts, uncovered, continued, items}, items by start;
    continued says that a lane goes on from the one above it. */
export function buildRows(data, filter) {
  const own = new Map(data.members.map((member) => [member.id, []]));
  for (const item of data.items) own.get(item.member)?.push(item);
  const uncovered = lanes(data.uncovered.filter((item) => uncoveredMatches(item, filter)))
    .map((items, n) => ({ key: `uncovered-${n}`, uncovered: true, continued: n > 0, items }));
  const members = data.members.filter((member) => matches(member, filter)).map((member) => ({
    key: `member-${member.id}`, label: member.label, detail: member.languages.join(", "), noTexts: member.no_texts,
    uncovered: false, items: own.get(member.id).sort(byStart),
  }));
  return [...uncovered, ...members];
}

/** The distinct values of a filter, sorted: languages or countries of the members. */
export const choicesOf = (data, what) =>
  [...new Set(data.members.flatMap((member) => what === "language" ? member.languages : [member.country]))].sort();
