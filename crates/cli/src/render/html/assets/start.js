// What people do, and what follows.

document.documentElement.classList.add('script');

const pointers = new Map();
let dragged = 0;

const spread = () => {
  const [a, b] = Array.from(pointers.values());
  return Math.max(10, Math.abs(a - b));
};

if (stage) {
  stage.addEventListener('pointerdown', (event) => {
    pointers.set(event.pointerId, event.clientX);
    dragged = 0;
    showTip(event, null);
  });
  stage.addEventListener('pointermove', (event) => {
    if (!pointers.has(event.pointerId)) {
      if (event.pointerType === 'mouse') showTip(event, cueAt(event));
      return;
    }
    const before = pointers.get(event.pointerId);
    const apart = pointers.size > 1 ? spread() : 0;
    pointers.set(event.pointerId, event.clientX);
    dragged += Math.abs(event.clientX - before);
    if (apart) return zoom(apart / spread());
    if (dragged < 4) return;
    if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
    stage.classList.add('dragged');
    move((before - event.clientX) / Math.max(1, stage.clientWidth));
  });
  const release = (event) => {
    pointers.delete(event.pointerId);
    stage.classList.remove('dragged');
  };
  for (const name of ['pointerup', 'pointercancel']) stage.addEventListener(name, release);
  stage.addEventListener('pointerleave', (event) => {
    showTip(event, null);
    if (!stage.hasPointerCapture(event.pointerId)) release(event);
  });
  stage.addEventListener('click', (event) => {
    const hit = dragged < 4 ? cueAt(event) : null;
    if (hit) choose(hit.track, hit.n, false);
  });
  stage.addEventListener('dblclick', (event) => {
    const box = stage.getBoundingClientRect();
    zoom(0.4, clamp((event.clientX - box.left) / box.width, 0, 1));
  });
  stage.addEventListener('wheel', (event) => {
    const box = stage.getBoundingClientRect();
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (event.ctrlKey || event.metaKey) {
      zoom(event.deltaY > 0 ? 1.25 : 0.8, clamp((event.clientX - box.left) / box.width, 0, 1));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      move(sideways / box.width);
    } else {
      return;
    }
    event.preventDefault();
  }, { passive: false });

  const middle = () => {
    const at = (view.from + view.to) / 2;
    const far = (it) => Math.abs(data.tracks[it.number].starts[it.n] - at);
    const each = data.tracks.flatMap((track, number) => {
      const n = firstNotBelow(track.starts, at);
      return [n - 1, n].filter((it) => it in track.starts).map((it) => ({ number, n: it }));
    });
    each.sort((a, b) => far(a) - far(b));
    if (each.length) choose(each[0].number, each[0].n, false);
  };
  const keys = {
    ArrowLeft: () => move(-0.2),
    ArrowRight: () => move(0.2),
    '+': () => zoom(0.6),
    '=': () => zoom(0.6),
    '-': () => zoom(1 / 0.6),
    0: () => look(film.from, film.to),
    Home: () => look(film.from, film.from + view.to - view.from),
    End: () => look(film.to - view.to + view.from, film.to),
    Enter: middle,
    n: () => step(true),
    p: () => step(false),
  };
  stage.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    keys[event.key]();
    event.preventDefault();
  });
  byId('tl-in').addEventListener('click', () => zoom(0.5));
  byId('tl-out').addEventListener('click', () => zoom(2));
  byId('tl-all').addEventListener('click', () => look(film.from, film.to));
  byId('tl-before').addEventListener('click', () => step(false));
  byId('tl-next').addEventListener('click', () => step(true));

  const overview = byId('tl-overview');
  const there = (event) => {
    const box = overview.getBoundingClientRect();
    const at = film.from + (film.to - film.from) * clamp((event.clientX - box.left) / box.width, 0, 1);
    const half = (view.to - view.from) / 2;
    const middle = clamp(at, film.from + half, film.to - half);
    look(middle - half, middle + half);
  };
  overview.addEventListener('pointerdown', (event) => {
    overview.setPointerCapture(event.pointerId);
    // A film that is seen whole cannot be moved; a place that is pointed at is wanted nearer.
    if (view.to - view.from >= film.to - film.from) zoom(0.1);
    there(event);
  });
  overview.addEventListener('pointermove', (event) => {
    if (overview.hasPointerCapture(event.pointerId)) there(event);
  });
  for (const cell of all('.cell')) {
    cell.addEventListener('click', () => {
      look(Number(cell.dataset.at), Number(cell.dataset.to));
      byId('timeline').scrollIntoView();
    });
  }
  new ResizeObserver(() => look(view.from, view.to)).observe(stage);
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link) return;
  if (link.matches('.jump')) {
    // The way to the timeline takes the focus away; it is set when that is over.
    const found = toTimeline(link.dataset.cue ? link : link.closest('.finding'));
    if (found) setTimeout(() => stage.focus({ preventScroll: true }));
  } else if (link.hash === '#findings' && filters && (link.dataset.track || link.dataset.rule || link.dataset.level)) {
    filterBy(link.dataset);
  } else if (link.hash === location.hash) {
    toFinding();
  }
});
if (filters) {
  filters.addEventListener('input', filter);
  filters.addEventListener('submit', (event) => event.preventDefault());
  filters.addEventListener('reset', () => setTimeout(filter));
}
window.addEventListener('hashchange', toFinding);
toFinding();
// At once, not with the next frame: the page is not shown half drawn.
if (stage) draw();
document.documentElement.dataset.ready = 'yes';
