// The same made-up week for every candidate: members x sessions, seeded, nights empty, no overlap within a row.
// Its shape is that of /board/data, times as local wall time with the offset of Belgrade in winter.
function makeWeek(memberCount, sessionCount) {
  let seed = 7; // Lehmer generator: the same week in every run
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const languages = ["Pashto", "Dari", "Farsi", "Arabic", "Sorani", "Urdu"];
  const sites = ["Preševo", "Krnjača", "Tabanovce", "Vinojug", "Sjenica", "Belgrade"];
  const states = ["confirmed", "confirmed", "confirmed", "offered", "offered", "proposed", "served", "withdrawn"];
  const days = [...Array(7).keys()].map((n) => `2026-03-0${n + 2}`);
  const members = [...Array(memberCount).keys()].map((n) => ({
    id: n + 1, label: `M-${String(n + 1).padStart(3, "0")}`, languages: [pick(languages), pick(languages)],
    home: pick(sites), country: pick(["RS", "MK"]),
  }));
  const two = (n) => String(n).padStart(2, "0");
  const items = [];
  const free = members.map(() => days.map(() => (7 + Math.floor(random() * 6)) * 60));
  for (let n = 0; n < sessionCount; n++) {
    const member = n % memberCount, day = Math.floor(n / memberCount) % 7;
    const start = free[member][day] + 15 * Math.floor(random() * 8);
    const end = start + pick([30, 45, 60, 90, 120]);
    free[member][day] = end + 30;
    if (end > 22 * 60) continue;
    const at = (m) => `${days[day]}T${two(Math.floor(m / 60))}:${two(m % 60)}:00+01:00`;
    items.push({
      id: n + 1, member: member + 1, start: at(start), end: at(end), title: `${pick(languages)} ${pick(sites)}`,
      state: pick(states), modality: pick(["on_site", "video", "phone"]), site: pick(sites), country: members[member].country,
      url: `#session-${n + 1}`, row_label: `Session ${n + 1}`,
    });
  }
  return { members, items, uncovered: [], days, tz: "Europe/Belgrade" };
}
