/* What was decided last, in one line that opens to more. */
import { latestDecisions } from './api.js';
import { el } from './dom.js';
import { known, moment, NOTHING } from './format.js';
import { linkOf } from './row.js';

const KEPT = 20;
let decisions = [];
let list = null;
let summary = null;

export function latestView() {
  summary = el('summary');
  list = el('ol');
  show();
  return el('details', { class: 'latest card' }, summary, list);
}

export const change = ({ from, to }) => (known(from) ? from : NOTHING) + ' → ' + (known(to) ? to : NOTHING);

function line(decision) {
  return [el('time', { datetime: decision.at, text: moment(decision.at) }),
    el('b', { text: decision.namespace + '/' + decision.name }),
    el('span', { class: 'change', text: change(decision) }), el('span', { class: 'why', text: decision.reason })];
}

function show() {
  if (!list) return;
  summary.replaceChildren(el('span', { class: 'latest-title', text: 'Latest decision' }),
    ...(decisions.length ? line(decisions[0]) : [el('span', { class: 'why', text: 'none yet' })]));
  list.replaceChildren(...decisions.map(decision => {
    const [time, name, ...rest] = line(decision);
    return el('li', {}, time, el('a', { href: linkOf(decision) }, name), ...rest);
  }));
}

export function takeDecision(decision) {
  if (decisions.some(other => other.id === decision.id)) return;
  decisions = [decision, ...decisions].sort((a, b) => b.id - a.id).slice(0, KEPT);
  show();
}

/** Those from before the page was opened; without them it begins with the next one. */
export async function loadLatest() {
  try {
    const answer = await latestDecisions(KEPT);
    decisions = answer.decisions.sort((a, b) => b.id - a.id).slice(0, KEPT);
    show();
  } catch (unanswered) {
    // the stream tells of lost connections
  }
}
