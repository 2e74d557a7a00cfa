/* The tiles above the table. */
import { el, setNumber, setText } from './dom.js';
import { count, dollars, duration, known, moment, percent, perHour, NOTHING } from './format.js';
import { fleet, serverNow } from './store.js';
import { needsAttention, plural } from './words.js';

/** A price that differs by less is the same on the page. */
const CENT = 0.5;

let tiles = null;

function tile(title) {
  const figure = el('b');
  const more = el('small');
  const node = el('div', { class: 'tile' }, el('p', { text: title }), figure, more);
  return { node, set: (text, small) => { setText(figure, text); setText(more, small); } };
}

function build(section) {
  tiles = { cost: tile('Cost'), saved: tile('Saved'), variants: tile('Variants'), attention: tile('Need attention'),
    plan: tile('Last plan') };
  tiles.bar = el('span', { class: 'saved-bar', 'aria-hidden': 'true' }, el('i'));
  tiles.saved.node.append(tiles.bar);
  section.replaceChildren(...['cost', 'saved', 'variants', 'attention', 'plan'].map(name => tiles[name].node));
}

export function showTotals(section) {
  if (!fleet.totals) return;
  if (!tiles) build(section);
  const { totals } = fleet;
  const { desiredCostCentsPerHour: then, costCentsPerHour: now } = totals;
  const settled = !known(then) || Math.abs(then - now) < CENT;
  tiles.cost.set(perHour(now), settled ? 'as planned' : '→ ' + perHour(then) + ' as planned');
  showSaved(totals);
  showCounts(totals);
  showAge();
}

function showSaved(totals) {
  const { peakSpentCents: peak, spentCents: spent, sinceSeconds } = totals;
  const comparable = known(peak) && known(spent) && peak > 0;
  const saved = comparable ? peak - spent : null;
  tiles.saved.set(comparable ? dollars(saved) + ' (' + percent(saved / peak) + ')' : NOTHING,
    comparable ? 'against the peak, in ' + duration(sinceSeconds) : 'nothing to compare with yet');
  setNumber(tiles.bar, '--share', comparable ? Math.max(0, Math.min(1, spent / peak)) : 1);
}

function showCounts(totals) {
  const rows = [...fleet.rows.values()];
  const asleep = rows.filter(row => row.asleep).length;
  const ready = rows.reduce((sum, row) => sum + row.replicas.ready, 0);
  tiles.variants.set(count(totals.variants),
    plural(ready, 'replica') + ' ready' + (asleep ? ', ' + asleep + ' asleep' : ''));
  const attention = fleet.complete ? rows.filter(needsAttention).length : totals.withProblems;
  tiles.attention.set(count(attention), totals.holding ? count(totals.holding) + ' on their last decision'
    : attention ? 'none is held' : 'all is well');
  tiles.attention.node.classList.toggle('some', attention > 0);
}

/** Ages go on without news. */
export function showAge() {
  if (!tiles || !fleet.controller) return;
  const { plannedAt, cycle, intervalSeconds } = fleet.controller;
  tiles.plan.set(plannedAt ? duration((serverNow() - Date.parse(plannedAt)) / 1000) + ' ago' : 'none yet',
    (known(cycle) ? 'cycle ' + count(cycle) + ', ' : '') + 'every ' + duration(intervalSeconds));
  tiles.plan.node.title = plannedAt ? moment(plannedAt) : '';
}
