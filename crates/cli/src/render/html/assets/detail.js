// What is on the screen at a time: a note beside the pointer, and all tracks below the timeline.

const tip = byId('tip');

const showTip = (event, hit) => {
  tip.hidden = !hit;
  if (!hit) return;
  const track = data.tracks[hit.track];
  const head = `${track.label} \u00b7 ${fill(words.cue, { n: numberOf(track, hit.n) })} \u00b7 ${stamp(track.starts[hit.n])}`;
  tip.replaceChildren(html('b', {}, head));
  if (track.texts) tip.append(html('span', { lang: track.lang, dir: 'auto' }, track.texts[hit.n]), '\n');
  tip.append(html('span', { class: 'soft' }, figures(track, hit.n)));
  const box = tip.getBoundingClientRect();
  tip.style.left = `${clamp(event.clientX + 14, 4, window.innerWidth - box.width - 4)}px`;
  const below = event.clientY + 18;
  const fits = below + box.height < window.innerHeight;
  tip.style.top = `${fits ? below : event.clientY - box.height - 12}px`;
};

/** Lists of findings by track and cue. */
const findings = new Map();
for (const item of all('.finding')) {
  const key = `${item.dataset.track}:${item.dataset.cue}`;
  findings.set(key, [...(findings.get(key) ?? []), item]);
}
const findingsOf = (number, n) => findings.get(`${number}:${placeOf(data.tracks[number], n)}`) ?? [];

const entry = (number, n) => {
  const track = data.tracks[number];
  const isChosen = chosen.track === number && chosen.n === n;
  const times = `${stamp(track.starts[n])} \u2013 ${stamp(track.ends[n])}`;
  const head = [fill(words.cue, { n: numberOf(track, n) }), times, figures(track, n)].join(' \u00b7 ');
  const text = html('dd', { lang: track.lang, dir: 'auto' }, track.texts ? track.texts[n] : '');
  const list = findingsOf(number, n).map((item) => {
    const sign = item.querySelector('.sign').cloneNode(true);
    const link = html('a', { href: `#${item.id}`, title: words.toFinding }, item.dataset.rule);
    return html('li', {}, sign, ' ', link, ' ', item.querySelector('.message').textContent);
  });
  const parts = [html('dt', {}, html('span', { class: 'chip' }, track.label), ' ', head), text];
  if (list.length) parts.push(html('dd', {}, html('ul', {}, ...list)));
  return html('div', isChosen ? { class: 'chosen' } : {}, ...parts);
};

const showDetail = () => {
  const rows = data.tracks.flatMap((track, number) => {
    const there = number === chosen.track ? [chosen.n] : between(track, chosen.at, chosen.at + 1);
    if (there.length) return there.slice(0, 3).map((n) => entry(number, n));
    const none = html('dd', { class: 'soft' }, words.noCue);
    return [html('div', {}, html('dt', {}, html('span', { class: 'chip' }, track.label)), none)];
  });
  byId('tl-detail').replaceChildren(html('dl', {}, ...rows));
};

/** Chooses a cue. */
const choose = (number, n, moveThere) => {
  const track = data.tracks[number];
  chosen = { track: number, n, at: track.starts[n] };
  showDetail();
  if (moveThere) visit((track.starts[n] + track.ends[n]) / 2);
  else look(view.from, view.to);
};

/** The next cue with a finding in any track, or the one before. */
const step = (forward) => {
  const from = chosen ? chosen.at : forward ? view.from - 1 : view.to + 1;
  let best = null;
  data.tracks.forEach((track, number) => {
    track.starts.forEach((at, n) => {
      if (track.worst[n] === '0') return;
      const behind = at - from || (chosen ? number - chosen.track || n - chosen.n : 1);
      if (forward ? behind <= 0 : behind >= 0) return;
      const nearer = best && (forward ? at < best.at : at >= best.at);
      if (!best || nearer) best = { number, n, at };
    });
  });
  if (best) choose(best.number, best.n, true);
};
