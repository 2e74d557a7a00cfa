/* Replicas: current -> ready -> desired as numbers, and each replica as a mark. */
import { el, setAttribute, setText } from './dom.js';
import { known } from './format.js';
import { movement } from './words.js';

/** More than these would not fit into a cell. */
const MOST = 14;

/** The state of each mark, in order: ready, leaving, starting, wanted. */
export function marks({ current, ready, desired }) {
  const wanted = known(desired) ? desired : current;
  const all = [];
  for (let i = 0; i < Math.max(current, wanted); i++) {
    if (i < ready) all.push(i < wanted ? 'ready' : 'leaving');
    else if (i < current) all.push(i < wanted ? 'starting' : 'leaving');
    else all.push('wanted');
  }
  return all;
}

export function replicasText({ current, ready, desired }) {
  const wanted = known(desired) ? desired : '?';
  return current === ready && current === wanted ? String(current) : current + ' → ' + ready + ' → ' + wanted;
}

function spoken(replicas) {
  return replicas.current + ' current, ' + replicas.ready + ' ready, '
    + (known(replicas.desired) ? replicas.desired : 'none') + ' desired';
}

export function pips() {
  const numbers = el('b', { 'aria-hidden': 'true' });
  const words = el('small', { 'aria-hidden': 'true' });
  const row = el('span', { class: 'pips', 'aria-hidden': 'true' });
  const aloud = el('span', { class: 'unseen' });
  let drawn = null;
  return {
    node: el('span', { class: 'replicas' }, el('span', { class: 'meter-text' }, numbers, words), row, aloud),
    update(replicas) {
      setText(numbers, replicasText(replicas));
      setText(words, movement(replicas));
      setText(aloud, spoken(replicas));
      const states = condensed(marks(replicas));
      const key = states.join();
      if (key === drawn) return;
      drawn = key;
      states.forEach((state, i) => {
        if (!row.children[i]) row.append(el('i'));
        setAttribute(row.children[i], 'data-pip', state);
      });
      while (row.children.length > states.length) row.lastChild.remove();
    },
  };
}

/** At most MOST marks, each state that occurs with at least one. */
function condensed(states) {
  if (states.length <= MOST) return states;
  const few = [];
  for (const state of new Set(states)) {
    const number = states.filter(other => other === state).length;
    few.push(...Array(Math.max(1, Math.round(number / states.length * MOST))).fill(state));
  }
  return few.slice(0, MOST);
}
