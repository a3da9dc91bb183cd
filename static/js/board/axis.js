// The time axis: instants to wall minutes of the sites' zone, wall minutes to pixels, nights left out.

const DAY = 1440;

/** A function from an ISO instant to minutes of wall time since 1970-01-01 in `zone`.
    The zone's offset is asked once an hour of the data, not once an instant. */
export function wallClock(zone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  const offsets = new Map();
  const offsetAt = (hour) => {
    const part = Object.fromEntries(format.formatToParts(hour * 3600000).map((p) => [p.type, +p.value]));
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute) / 60000 - hour * 60;
  };
  return (instant) => {
    const minutes = Date.parse(instant) / 60000;
    const hour = Math.floor(minutes / 60);
    if (!offsets.has(hour)) offsets.set(hour, offsetAt(hour));
    return minutes + offsets.get(hour);
  };
}

/** "2026-03-02" as wall minutes at its midnight. */
export const dayMinutes = (day) => Date.parse(`${day}T00:00:00Z`) / 60000;

/** Wall minutes as [dd.mm.yyyy, HH:MM]. */
export function dateAndTime(minutes) {
  const iso = new Date(minutes * 60000).toISOString();
  return [iso.slice(0, 10).split("-").reverse().join("."), iso.slice(11, 16)];
}

/** The first and last hour that daytime sessions need, at least 7 to 19. Sessions over midnight don't count. */
export function openHours(items) {
  const day = items.filter((item) => Math.floor(item.from / DAY) === Math.floor((item.to - 1) / DAY));
  const first = day.map((item) => Math.floor((item.from % DAY) / 60)).filter((hour) => hour >= 5);
  const last = day.map((item) => Math.ceil((item.to % DAY || DAY) / 60)).filter((hour) => hour <= 23);
  return [first.reduce((a, b) => Math.min(a, b), 7), last.reduce((a, b) => Math.max(a, b), 19)];
}

const MARK = 34; // px that an hour's label needs

/** An axis over consecutive `days`, each shown from hour `open` to `close`, `dayWidth` pixels wide.
    An hour is `hourWidth` pixels; every `step` hours (a divisor of the day shown, where there is one) have a mark. */
export function makeAxis(days, [open, close], dayWidth) {
  const first = dayMinutes(days[0]);
  const hourWidth = dayWidth / (close - open);
  const perMinute = hourWidth / 60;
  const step = [1, 2, 3, 4, 6].find((hours) => hours * hourWidth >= MARK && (close - open) % hours === 0) ?? close - open;
  const width = days.length * dayWidth;
  const x = (minutes) => {
    const day = Math.floor((minutes - first) / DAY);
    if (day < 0) return 0;
    if (day >= days.length) return width;
    const shown = Math.min(Math.max(minutes - first - day * DAY, open * 60), close * 60) - open * 60;
    return day * dayWidth + shown * perMinute;
  };
  return { days, open, close, dayWidth, hourWidth, step, width, x };
}
