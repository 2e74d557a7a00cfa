/* One variant in the table: built once, and changed where its data changed. */
import { badge } from './badge.js';
import { el, setAttribute, setText } from './dom.js';
import { known, millis, perHour, rate, withLimit, NOTHING } from './format.js';
import { meter } from './meter.js';
import { pips } from './pips.js';
import { spark } from './spark.js';
import { constraint, state } from './words.js';

export const linkOf = row => '#/' + encodeURIComponent(row.namespace) + '/' + encodeURIComponent(row.name);

/** What the ready replicas carry, per second. */
export function capacityOf(row) {
  return row.load && known(row.load.replicaPerSecond) ? row.load.replicaPerSecond * row.replicas.ready : null;
}

export function updateLoad(bar, row) {
  const { load } = row;
  if (!load || !known(load.arrivalPerSecond)) {
    bar.update(null, null, NOTHING, 'unknown');
    return;
  }
  const capacity = capacityOf(row);
  const arrival = rate(load.arrivalPerSecond);
  const texts = capacity > 0 ? withLimit(arrival, rate(capacity)) : [arrival, known(capacity) ? 'none ready' : ''];
  const waiting = load.waiting >= 1 ? Math.round(load.waiting) + ' waiting' : '';
  bar.update(load.arrivalPerSecond, capacity, ...texts, waiting);
}

export function updateLatency(bar, latency) {
  const target = latency ? latency.targetMillis : null;
  const measured = latency ? latency.measuredMillis : null;
  const text = millis(measured);
  bar.update(measured, target, ...(known(target) ? withLimit(text, millis(target)) : [text, '']));
}

function cell(name, label, ...content) {
  return el('td', { role: 'cell', class: 'c-' + name, 'data-label': label }, ...content);
}

function twoLines(first, second) {
  return el('span', { class: 'two' }, first, second);
}

/** `{node, update(row)}` for a row of the table. */
export function rowView() {
  const parts = {
    link: el('a'), namespace: el('small'), model: el('span'), serviceClass: el('small'), accelerator: el('span'),
    load: meter('load'), spark: spark(), ttft: meter('latency'), itl: meter('latency'), pips: pips(),
    cost: el('b'), constraint: el('span'), badge: badge(),
  };
  const node = el('tr', { role: 'row' },
    cell('variant', null, twoLines(parts.link, parts.namespace)),
    cell('model', 'Model', twoLines(parts.model, parts.serviceClass)),
    cell('accelerator', 'Accelerator', parts.accelerator),
    cell('load', 'Load', parts.load.node),
    cell('spark', null, parts.spark.node),
    cell('ttft', 'TTFT', parts.ttft.node),
    cell('itl', 'ITL', parts.itl.node),
    cell('replicas', 'Replicas', parts.pips.node),
    cell('cost', 'Cost', parts.cost),
    cell('constraint', 'Decided by', parts.constraint),
    cell('state', 'State', parts.badge.node));
  let shown = null;
  return {
    node,
    update(row) {
      if (row === shown) return;
      shown = row;
      apply(parts, row);
    },
  };
}

function apply(parts, row) {
  setText(parts.link, row.name);
  setAttribute(parts.link, 'href', linkOf(row));
  setText(parts.namespace, row.namespace);
  setText(parts.model, row.model.slice(row.model.lastIndexOf('/') + 1));
  setAttribute(parts.model, 'title', row.model);
  setText(parts.serviceClass, row.serviceClass || '');
  setText(parts.accelerator, row.accelerator || NOTHING);
  updateLoad(parts.load, row);
  parts.spark.update(row.spark);
  updateLatency(parts.ttft, row.ttft);
  updateLatency(parts.itl, row.itl);
  parts.pips.update(row.replicas);
  setText(parts.cost, perHour(row.costCentsPerHour));
  setText(parts.constraint, constraint(row.constraint));
  setAttribute(parts.constraint, 'title', row.reason);
  parts.badge.update(state(row));
}
