// The cues, as the page carries them, and small helpers.

const data = JSON.parse(document.getElementById('data').textContent);
const words = data.words;

for (const track of data.tracks) {
  let at = 0;
  track.starts = track.starts.map((by) => (at += by));
  track.ends = track.starts.map((start, n) => start + track.lasts[n]);
  // Out-times do not come in order; the latest so far says how far back a cue may still be on the screen.
  let latest = -Infinity;
  track.latest = track.ends.map((end) => (latest = Math.max(latest, end)));
  track.places = new Map();
  track.starts.forEach((_, n) => track.places.set(track.index ? track.index[n] : n, n));
}

const byId = (id) => document.getElementById(id);
const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
const clamp = (n, least, most) => Math.min(Math.max(n, least), most);
const fill = (text, places) => text.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);

/** The index a cue has in its file. */
const placeOf = (track, n) => (track.index ? track.index[n] : n);
const numberOf = (track, n) => (track.numbers ? track.numbers[n] : String(placeOf(track, n) + 1));
const levels = [null, 'note', 'warning', 'error'];
const levelOf = (track, n) => levels[Number(track.worst[n])];

const pad = (n, width) => String(n).padStart(width, '0');
const clock = (ms) => {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (ms < 0 ? '\u2212' : '') + parts.map((part) => pad(part, 2)).join(':');
};
const stamp = (ms) => `${clock(ms)}.${pad(Math.abs(ms) % 1000, 3)}`;
const decimal = (n, places) => n.toFixed(places).replace('.', words.decimal).replace('-', '\u2212');

/** A cue's numbers in one line. */
const figures = (track, n) => {
  const lasts = track.lasts[n];
  const parts = [fill(words.seconds, { n: decimal(lasts / 1000, 3) }), fill(words.characters, { n: track.characters[n] })];
  if (lasts > 0) {
    // Cut off, not rounded: 17.96 is not shown as 18.
    const speed = Math.floor((track.characters[n] * 10000) / lasts) / 10;
    const limit = track.limit ? ` (${fill(words.limit, { limit: track.limit })})` : '';
    parts.push(fill(words.perSecond, { n: decimal(speed, 1) }) + limit);
  }
  return parts.join(' \u00b7 ');
};

/** The first place in a sorted list whose value is not below another. */
const firstNotBelow = (list, value) => {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (list[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
};

/** The places of a track's cues that touch a stretch of time. */
const between = (track, from, to) => {
  const found = [];
  for (let n = firstNotBelow(track.latest, from); n < track.starts.length && track.starts[n] <= to; n++) {
    if (track.ends[n] >= from) found.push(n);
  }
  return found;
};

const make = (namespace) => (name, attributes = {}, ...children) => {
  const it = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) it.setAttribute(key, value);
  }
  it.append(...children);
  return it;
};
const html = make('http://www.w3.org/1999/xhtml');
const svg = make('http://www.w3.org/2000/svg');
