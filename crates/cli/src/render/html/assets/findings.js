// The list of findings: filters, and the ways from it and to it.

const filters = byId('filters');
const items = all('.finding');
const texts = new Map();
const textOf = (item) => {
  if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
  return texts.get(item);
};

const filter = () => {
  const form = new FormData(filters);
  const wanted = new Set(form.getAll('level'));
  const [track, rule] = [form.get('track'), form.get('rule')];
  const text = form.get('text').trim().toLowerCase();
  let shown = 0;
  for (const item of items) {
    const { level, track: itsTrack, rule: itsRule } = item.dataset;
    const fits = wanted.has(level) && (!track || track === itsTrack) && (!rule || rule === itsRule);
    item.hidden = !(fits && (!text || textOf(item).includes(text)));
    shown += item.hidden ? 0 : 1;
  }
  byId('shown-count').textContent =
    shown === items.length ? String(items.length) : fill(words.shown, { shown, all: items.length });
  byId('nothing-left').hidden = shown > 0;
};

/** Sets the filters; what is not named is not filtered by. */
const filterBy = ({ level, track, rule }) => {
  filters.reset();
  for (const box of all('[name=level]', filters)) box.checked = !level || box.value === level;
  filters.elements.track.value = track ?? '';
  filters.elements.rule.value = rule ?? '';
  filter();
};

/** From a finding, or a picture of a cue, to the timeline. */
const toTimeline = (holder) => {
  const number = Number(holder.dataset.track);
  // Of very many tracks not all are drawn.
  const n = data.tracks[number]?.places.get(Number(holder.dataset.cue));
  if (n === undefined) return false;
  choose(number, n, true);
  return true;
};

/** To a finding, wherever the filter has put it. */
const toFinding = () => {
  const item = /^#f\d+$/.test(location.hash) ? byId(location.hash.slice(1)) : null;
  if (!item) return;
  if (item.hidden) filterBy({});
  item.scrollIntoView({ block: 'center' });
  item.focus({ preventScroll: true });
  if (item.dataset.cue) toTimeline(item);
};
