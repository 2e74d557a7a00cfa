/* A variant now: how it is, why, and its numbers against what limits them. */
import { badge } from './badge.js';
import { el, setText } from './dom.js';
import { duration, known, millis, perHour, rate, NOTHING } from './format.js';
import { meter } from './meter.js';
import { pips } from './pips.js';
import { updateLatency, updateLoad } from './row.js';
import { serverNow } from './store.js';
import { constraint, outcome, state } from './words.js';

const under = () => el('small', { class: 'under' });

function fact(title, ...content) {
  return el('div', { class: 'fact' }, el('h2', { text: title }), ...content);
}

/** `{badge, about, why, facts, show(row), explain(sentences)}`: four nodes, and what changes them. */
export function headlineView() {
  const parts = {
    badge: badge(), load: meter('load'), ttft: meter('latency'), itl: meter('latency'), pips: pips(), cost: el('b'),
    bounds: under(), planned: under(), ttftMore: under(), itlMore: under(), costMore: under(),
    reason: el('p', { class: 'reason' }), more: el('p', { class: 'more' }), about: el('p', { class: 'about' }),
    decided: el('small'), why: el('ul', { class: 'explanation' }),
  };
  return {
    badge: parts.badge.node,
    about: parts.about,
    why: el('section', { class: 'card why-card', 'aria-label': 'Decision' }, parts.reason, parts.more,
      parts.decided, parts.why),
    facts: el('section', { class: 'facts', 'aria-label': 'Now' },
      fact('Load against capacity', parts.load.node, parts.planned),
      fact('TTFT against target', parts.ttft.node, parts.ttftMore),
      fact('ITL against target', parts.itl.node, parts.itlMore),
      fact('Replicas, current → ready → desired', parts.pips.node, parts.bounds),
      fact('Cost', el('span', { class: 'meter-text' }, parts.cost), parts.costMore)),
    show: row => update(parts, row),
    explain: sentences => explain(parts.why, sentences),
  };
}

function update(parts, row) {
  parts.badge.update(state(row));
  setText(parts.about, [row.model, row.serviceClass ? classOf(row.serviceClass) : null, row.accelerator || null]
    .filter(Boolean).join(' · '));
  const [first, ...more] = (row.reason || '').split('; ');
  setText(parts.reason, sentence(first));
  setText(parts.more, more.map(sentence).join(' '));
  const since = row.since ? ' for ' + duration((serverNow() - Date.parse(row.since)) / 1000) : '';
  const wanted = known(row.replicas.desired) ? row.replicas.desired + ' desired' + since : 'nothing decided yet';
  setText(parts.decided, [wanted, outcome(row.outcome), 'decided by ' + constraint(row.constraint),
    row.advisory ? 'advisory: nothing acts on it' : null].filter(Boolean).join(' · '));
  updateLoad(parts.load, row);
  updateLatency(parts.ttft, row.ttft);
  updateLatency(parts.itl, row.itl);
  parts.pips.update(row.replicas);
  const { min, max } = row.replicas;
  setText(parts.bounds, 'between ' + (min ?? 0) + ' and ' + (max ?? 'any number'));
  setText(parts.cost, perHour(row.costCentsPerHour));
  setText(parts.costMore, row.replicaCostCentsPerHour ? perHour(row.replicaCostCentsPerHour) + ' a replica' : '');
  setText(parts.planned, row.load && known(row.load.plannedPerSecond)
    ? 'planned for ' + rate(row.load.plannedPerSecond) : '');
  setText(parts.ttftMore, prediction(row.ttft));
  setText(parts.itlMore, prediction(row.itl));
}

function prediction(latency) {
  if (!latency) return '';
  return [known(latency.predictedMillis) ? 'predicted ' + millis(latency.predictedMillis) : null,
    known(latency.percentile) ? 'percentile ' + latency.percentile : null].filter(Boolean).join(', ');
}

const classOf = name => /^class\b/i.test(name) ? name : 'class ' + name;
const sentence = text => text ? text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.')
  : NOTHING;

function explain(list, sentences) {
  const text = sentences.join('\n');
  if (list.dataset.text === text) return;
  list.dataset.text = text;
  list.replaceChildren(...sentences.map(each => el('li', { text: sentence(each) })));
}
