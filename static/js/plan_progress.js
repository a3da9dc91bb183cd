// Live progress of a plan run: asks for it every second, tells it in words and draws value against bound.
// Markup and words: templates/components/plan_progress.html. Without this script the page refreshes itself.

const EVERY = 1000; // ms between questions
const PATIENCE = 10000; // ms between questions after a failed one
const SHORT_FROM = 1e6;
const RUNNING = new Set(["queued", "solving"]);
const WIDTH = 640, HEIGHT = 240, LEFT = 64, RIGHT = 8, TOP = 10, BOTTOM = 26; // px of the drawing
const SVG = "http://www.w3.org/2000/svg";

/** The round numbers in [low, high], two to seven of them (one when low is high). */
export function ticks(low, high) {
  const rough = (high - low) / 6 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((size) => size >= rough);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, n) => (first + n) * step);
}

/** Points of a line that holds each value until the next one: a search improves in steps. */
export const steps = (points, x, y) =>
  points.map(([at, value], n) => `${n ? `H${x(at).toFixed(1)}V` : `M${x(at).toFixed(1)} `}${y(value).toFixed(1)}`).join("");

function draw(tag, attributes, text = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}

function scales(points) {
  const values = points.flatMap((point) => [point.value, point.bound]).filter((value) => value !== null);
  const low = Math.min(...values), high = Math.max(...values);
  const pad = (high - low) * 0.08 || Math.abs(high) * 0.05 || 1;
  const last = Math.max(points.at(-1).seconds, 1);
  return {
    last, low: low - pad, high: high + pad,
    x: (seconds) => LEFT + (seconds / last) * (WIDTH - LEFT - RIGHT),
    y: (value) => TOP + ((high + pad - value) / (high - low + 2 * pad)) * (HEIGHT - TOP - BOTTOM),
  };
}

function axes({ x, y, low, high, last }, number, words) {
  const across = ticks(low, high).flatMap((value) => [
    draw("line", { class: "chart-grid", x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value) }),
    draw("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, number.format(value)),
  ]);
  const along = ticks(0, last).map((seconds) =>
    draw("text", { x: x(seconds), y: HEIGHT - 8, "text-anchor": "middle" }, words.seconds.replace("{n}", number.format(seconds))));
  return [...across, ...along];
}

/** The drawing's contents for points that have a value or a bound. */
export function chart(points, number, words) {
  const scale = scales(points);
  const line = (what) => {
    const known = points.filter((point) => point[what] !== null).map((point) => [point.seconds, point[what]]);
    if (known.length) known.push([points.at(-1).seconds, known.at(-1)[1]]);
    return draw("path", { class: `chart-line ${what}`, d: steps(known, scale.x, scale.y) });
  };
  return [...axes(scale, number, words), line("bound"), line("value")];
}

/** Numbers in words that fit their place: a large week's value has ten digits and more. */
export function numbers(language) {
  const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const short = new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 4 });
  return { format: (value) => (Math.abs(value) < SHORT_FROM ? plain : short).format(value) };
}

class Progress {
  constructor(frame) {
    this.frame = frame;
    this.words = JSON.parse(frame.dataset.words);
    this.number = numbers(document.documentElement.lang);
    this.part = (name) => frame.querySelector(`[data-progress="${name}"]`);
  }

  async ask() {
    try {
      const answer = await fetch(this.frame.dataset.source, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      this.show(await answer.json());
    } catch (error) {
      console.error(error);
      this.part("failed").hidden = false;
      setTimeout(() => this.ask(), PATIENCE);
    }
  }

  show({ state, points, parts }) {
    this.part("failed").hidden = true;
    this.part("parts").hidden = !parts;
    this.part("parts").textContent = parts ?? "";
    this.figures(points.at(-1));
    const known = points.filter((point) => point.value !== null || point.bound !== null);
    this.part("chart").toggleAttribute("hidden", !known.length);
    if (known.length) this.part("chart").replaceChildren(...chart(known, this.number, this.words));
    if (RUNNING.has(state)) setTimeout(() => this.ask(), EVERY);
    else if (RUNNING.has(this.frame.dataset.state)) location.reload();
  }

  figures(point) {
    if (!point) return;
    const say = (name, value) => { this.part(name).textContent = value ?? this.words.unknown; };
    const number = (value) => value === null ? null : this.number.format(value);
    say("seconds", number(point.seconds));
    say("value", number(point.value));
    say("bound", number(point.bound));
    say("gap", point.gap === null ? null : this.number.format(point.gap * 100) + "\u00a0%");
    say("seats", `${number(point.seats_covered)} / ${number(point.seats)}`);
  }
}

for (const frame of document.querySelectorAll("[data-plan-progress]")) new Progress(frame).ask();
