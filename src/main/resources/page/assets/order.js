/* Which rows are shown, and in which order. Pure. */
import { capacityOf } from './row.js';
import { shareOf } from './meter.js';
import { SEVERITIES, constraint, needsAttention, state } from './words.js';

const latencyShare = latency => latency ? shareOf(latency.measuredMillis, latency.targetMillis) : -1;
const severityOf = row => SEVERITIES.indexOf(state(row).severity);

/** Column -> [what it is called, the key to sort by, whether large values come first at the first press]. */
export const COLUMNS = {
  name: ['Variant', row => row.namespace + '/' + row.name, false],
  model: ['Model', row => row.model, false],
  accelerator: ['Accelerator', row => row.accelerator || '', false],
  load: ['Load', row => row.load ? shareOf(row.load.arrivalPerSecond, capacityOf(row)) : -1, true],
  ttft: ['TTFT', row => latencyShare(row.ttft), true],
  itl: ['ITL', row => latencyShare(row.itl), true],
  replicas: ['Replicas', row => row.replicas.current, true],
  cost: ['Cost', row => row.costCentsPerHour ?? -1, true],
  constraint: ['Decided by', row => constraint(row.constraint), false],
  state: ['State', severityOf, true],
};

function compare(a, b) {
  return typeof a === 'number' ? a - b : a < b ? -1 : a > b ? 1 : 0;
}

const byName = (a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name);

/** The rows that fit `{text, attention, sort, descending}`, sorted; equal ones by name. */
export function select(rows, { text, attention, sort, descending }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const key = (COLUMNS[sort] || COLUMNS.name)[1];
  const shown = [];
  for (const row of rows) {
    if (attention && !needsAttention(row)) continue;
    if (words.length && !matches(row, words)) continue;
    shown.push([key(row), row]);
  }
  const direction = descending ? -1 : 1;
  shown.sort((a, b) => direction * compare(a[0], b[0]) || byName(a[1], b[1]));
  return shown.map(entry => entry[1]);
}

function matches(row, words) {
  const text = [row.namespace, row.name, row.model, row.serviceClass, row.accelerator, state(row).text,
    constraint(row.constraint)].join(' ').toLowerCase();
  return words.every(word => text.includes(word));
}
