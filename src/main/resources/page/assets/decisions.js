/* The decisions of a variant, newest first. */
import { el } from './dom.js';
import { count, moment } from './format.js';
import { change } from './latest.js';
import { outcome } from './words.js';

const FIRST = 10;

export function historyView() {
  const body = el('tbody');
  const more = el('button', { type: 'button', hidden: true });
  const none = el('p', { class: 'hint', hidden: true, text: 'No decision yet: the first one follows the first plan.' });
  const table = el('table', { class: 'plain' }, el('caption', { class: 'unseen', text: 'Decisions, newest first' }),
    el('thead', {}, el('tr', {}, ...['Time', 'Replicas', 'Why', 'Outcome', 'Cycle'].map(text =>
      el('th', { scope: 'col', text })))), body);
  const node = el('section', { class: 'card' }, el('h2', { text: 'Decisions' }), none, table, more);
  let all = [];
  let open = false;
  let drawn = '';
  more.addEventListener('click', () => {
    open = !open;
    draw();
  });

  function draw() {
    const few = open ? all : all.slice(0, FIRST);
    const key = few.map(decision => decision.id).join() + all.length;
    table.hidden = all.length === 0;
    none.hidden = all.length > 0;
    more.hidden = all.length <= FIRST;
    more.textContent = open ? 'Show the newest only' : 'Show all ' + all.length;
    if (key === drawn) return;
    drawn = key;
    body.replaceChildren(...few.map(line));
  }

  return {
    node,
    show(decisions) {
      all = decisions;
      draw();
    },
  };
}

function line(decision) {
  return el('tr', {}, el('td', {}, el('time', { datetime: decision.at, text: moment(decision.at) })),
    el('td', { class: 'change', text: change(decision) }), el('td', { class: 'why', text: decision.reason }),
    el('td', { text: outcome(decision.outcome) }), el('td', { class: 'figure', text: count(decision.cycle) }));
}
