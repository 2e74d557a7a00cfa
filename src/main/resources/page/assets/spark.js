/* A small line of the last hour's load; it has no scale, so it is hidden from screen readers. */
import { setAttribute, svg } from './dom.js';
import { known } from './format.js';

const WIDTH = 72;
const HEIGHT = 22;
const PAD = 2;

/** The path of the values from left to right, the last one at the right edge; a gap where nothing is known. */
export function sparkPath(values, slots) {
  const top = Math.max(...values.filter(known), 0) || 1;
  const first = slots - values.length;
  let path = '';
  let drawing = false;
  values.forEach((value, i) => {
    if (!known(value)) {
      drawing = false;
      return;
    }
    const x = (first + i) / (slots - 1) * WIDTH;
    const y = HEIGHT - PAD - value / top * (HEIGHT - 2 * PAD);
    path += (drawing ? 'L' : 'M') + x.toFixed(1) + ' ' + y.toFixed(1);
    drawing = true;
  });
  return path;
}

export function spark() {
  const line = svg('path', { class: 'spark-line' });
  const area = svg('path', { class: 'spark-area' });
  const node = svg('svg', { class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT,
    preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' }, area, line);
  return {
    node,
    update(values) {
      const path = values && values.some(known) ? sparkPath(values, Math.max(60, values.length)) : '';
      setAttribute(line, 'd', path || null);
      const start = /^M([\d.]+)/.exec(path);
      const whole = start && path.lastIndexOf('M') === 0;
      setAttribute(area, 'd', whole ? path + `L${WIDTH} ${HEIGHT}L${start[1]} ${HEIGHT}Z` : null);
    },
  };
}
