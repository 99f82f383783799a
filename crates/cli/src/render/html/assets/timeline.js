// The timeline: which part of the film is seen, and what is drawn of it.

const stage = byId('tl-stage');
const film = { from: data.from, to: data.to };
const view = { from: data.from, to: data.to };
/** The cue that was chosen: a track's number and the cue's place. */
let chosen = null;

/** Nothing shorter is looked at. */
const CLOSEST = 2000;
/** With so many pixels for a second there is room for words. */
const READABLE = 10;
/** Letters that are read from the right, before any that are read from the left. */
const FROM_THE_RIGHT = /^[^A-Za-z\u00c0-\u052f]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const MOST_BOXES = 600;

const shareOf = (at) => ((at - view.from) / (view.to - view.from)) * 100;
const percent = (at) => `${shareOf(at).toFixed(4)}%`;

let waiting = false;
const look = (from, to) => {
  const whole = film.to - film.from;
  const span = clamp(to - from, Math.min(CLOSEST, whole), whole);
  view.from = clamp(from + (to - from - span) / 2, film.from, film.to - span);
  view.to = view.from + span;
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  }
};
const zoom = (factor, share = 0.5) => {
  const span = view.to - view.from;
  const at = view.from + span * share;
  look(at - span * factor * share, at + span * factor * (1 - share));
};
const move = (share) => {
  const by = clamp((view.to - view.from) * share, film.from - view.from, film.to - view.to);
  look(view.from + by, view.to + by);
};
/** Brings a time into view, near enough to read what is there. */
const visit = (at) => {
  const half = Math.min(view.to - view.from, 40000) / 2;
  look(at - half, at + half);
};

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 86400, 864000];

const drawAxis = (width) => {
  const axis = byId('tl-axis');
  const height = byId('tl-svg').getAttribute('height');
  const span = view.to - view.from;
  const most = Math.max(2, Math.floor(width / 110));
  const step = 1000 * (steps.find((it) => span / (it * 1000) <= most) ?? span / most / 1000);
  const marks = [];
  for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) {
    const x = percent(at);
    const share = shareOf(at);
    const kind = share < 3 ? ' first' : share > 96 ? ' last' : '';
    marks.push(svg('line', { class: 'grid', x1: x, x2: x, y1: 18, y2: height }));
    const text = step < 1000 ? stamp(Math.round(at)) : clock(at);
    marks.push(svg('text', { class: `tick${kind}`, x, y: 12 }, text));
  }
  axis.replaceChildren(...marks);
};

/** Signs of the gravest findings, not so many that they hide one another. */
const drawSigns = (group, track, seen, width) => {
  const places = new Map();
  const room = Math.max(1, Math.floor(width / 13));
  for (const n of seen) {
    const weight = Number(track.worst[n]);
    if (weight === 0) continue;
    const at = Math.max(track.starts[n], view.from);
    const part = Math.floor((shareOf(at) / 100) * room);
    const there = places.get(part);
    if (!there || weight > Number(track.worst[there.n])) places.set(part, { n, at });
  }
  const y = group.dataset.y;
  const signs = Array.from(places.values(), ({ n, at }) => {
    const name = `sign-${levelOf(track, n)}`;
    return svg('use', { href: `#${name}`, class: name, x: percent(at), y });
  });
  group.replaceChildren(...signs);
};

/** Cues with their words, where they are wide enough. */
const drawBoxes = (group, track, number, seen, width) => {
  const near = ((view.to - view.from) / 1000) * READABLE <= width && seen.length <= MOST_BOXES;
  const { y, height } = group.dataset;
  const boxes = !near ? [] : seen.map((n) => {
    const from = Math.max(track.starts[n], view.from);
    const share = Math.max(0, shareOf(Math.min(track.ends[n], view.to)) - shareOf(from));
    const isChosen = chosen && chosen.track === number && chosen.n === n;
    const kind = ['box', levelOf(track, n), isChosen && 'chosen'].filter(Boolean).join(' ');
    const box = svg('svg', { class: kind, x: percent(from), y, width: `${share}%`, height });
    box.append(svg('rect', { x: 0.5, y: 0.5, height: height - 1, rx: 3 }));
    const lines = track.texts ? track.texts[n].split('\n') : [];
    if ((share / 100) * width > 24) {
      const first = lines.length > 1 ? 14 : 21;
      lines.slice(0, 2).forEach((line, at) => {
        const right = FROM_THE_RIGHT.test(line);
        const side = right ? { x: '100%', dx: -5, 'text-anchor': 'end' } : { x: 5 };
        box.append(svg('text', { ...side, y: first + at * 14, lang: track.lang }, line));
      });
    }
    return box;
  });
  const mark = chosen && svg('line', { class: 'tl-chosen', x1: percent(chosen.at), x2: percent(chosen.at), y1: y - 4,
    y2: Number(y) + Number(height) });
  const visible = mark && chosen.at >= view.from && chosen.at <= view.to;
  group.replaceChildren(...boxes, ...(visible ? [mark] : []));
};

const draw = () => {
  const width = stage.clientWidth;
  const span = view.to - view.from;
  for (const inner of all('.tl-inner', stage)) {
    inner.setAttribute('viewBox', `${view.from} 0 ${span} ${inner.getAttribute('height')}`);
  }
  // Near enough for a line between neighbours; from afar it would hide the bars themselves.
  stage.classList.toggle('near', width * 1000 >= 3 * span);
  drawAxis(width);
  for (const row of all('.row', stage)) {
    const number = Number(row.dataset.track);
    const track = data.tracks[number];
    const seen = between(track, view.from, view.to);
    drawSigns(row.querySelector('.tl-signs'), track, seen, width);
    drawBoxes(row.querySelector('.tl-live'), track, number, seen, width);
  }
  const share = (at) => ((at - film.from) / (film.to - film.from)) * 100;
  const frame = byId('tl-view');
  frame.setAttribute('x', `${share(view.from)}%`);
  frame.setAttribute('width', `${Math.max(0.4, share(view.to) - share(view.from))}%`);
  byId('tl-window').textContent = `${clock(view.from)} \u2013 ${clock(view.to)}`;
  stage.dataset.from = Math.round(view.from);
  stage.dataset.to = Math.round(view.to);
};

/** The cue at a place of the screen, within a few pixels. */
const cueAt = (event) => {
  const box = stage.getBoundingClientRect();
  const y = event.clientY - box.top;
  const row = all('.row', stage).find((it) => {
    const live = it.querySelector('.tl-live').dataset;
    return y >= Number(live.y) - 14 && y <= Number(live.y) + Number(live.height);
  });
  if (!row) return null;
  const number = Number(row.dataset.track);
  const track = data.tracks[number];
  const pixel = (view.to - view.from) / Math.max(1, box.width);
  const at = view.from + (event.clientX - box.left) * pixel;
  const far = (n) => Math.max(0, track.starts[n] - at, at - track.ends[n]);
  const near = between(track, at - 5 * pixel, at + 5 * pixel);
  // Of several in one place the gravest: it is the one that is looked for.
  near.sort((a, b) => Number(track.worst[b]) - Number(track.worst[a]) || far(a) - far(b));
  return near.length ? { track: number, n: near[0] } : null;
};
