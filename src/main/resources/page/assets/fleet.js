/* The view of the whole fleet: totals, what to show, the table. */
import { announce, byId, debounced, el, setAttribute, setText } from './dom.js';
import { latestView } from './latest.js';
import { COLUMNS, select } from './order.js';
import { rowView } from './row.js';
import { fleet, keyOf } from './store.js';
import { showTotals } from './totals.js';
import { needsAttention } from './words.js';
import { emptyFleet } from './empty.js';

/** Rows made at once; further ones follow in later frames, so that the first are seen soon. */
const AT_ONCE = 60;
const PER_FRAME = 120;

const views = new Map();
const choice = { text: '', attention: false, sort: 'name', descending: false };
let page = null;
let filling = 0;

function build() {
  const rows = el('tbody', { role: 'rowgroup' });
  const search = el('input', { type: 'search', id: 'search', placeholder: 'Filter', autocomplete: 'off',
    spellcheck: 'false', 'aria-label': 'Filter by variant, model, class, accelerator or state',
    'aria-keyshortcuts': '/', input: debounced(() => choose({ text: search.value }), 80) });
  const attention = el('button', { type: 'button', class: 'toggle', 'aria-pressed': 'false',
    click: () => choose({ attention: !choice.attention }) }, 'Needs attention');
  const sort = el('select', { id: 'sort', 'aria-label': 'Sort by',
    change: () => choose({ sort: sort.value, descending: COLUMNS[sort.value][2] }) },
    ...Object.entries(COLUMNS).map(([key, [title]]) => el('option', { value: key, text: 'Sort: ' + title })));
  const shown = el('span', { class: 'shown', role: 'status' });
  const none = el('p', { class: 'none', hidden: true },
    'No variant fits. ', el('button', { type: 'button', click: clear, text: 'Show all' }));
  const heads = Object.entries(COLUMNS).map(([key, [title]]) => head(key, title));
  heads.splice(4, 0, el('th', { role: 'columnheader', class: 'c-spark', text: 'Trend' }));
  page = { rows, search, attention, sort, shown, none, heads };
  byId('fleet-body').replaceChildren(latestView(),
    el('div', { class: 'tools' }, search, attention, sort, shown),
    el('table', { role: 'table', class: 'fleet card', 'aria-label': 'Variants' },
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...heads)), rows), none);
}

function head(key, title) {
  const small = key === 'replicas' ? 'current → ready → desired' : key === 'ttft' || key === 'itl' ? 'of target'
    : key === 'load' ? 'of capacity' : key === 'model' ? 'class' : '';
  return el('th', { role: 'columnheader', class: 'c-' + (key === 'name' ? 'variant' : key), 'data-key': key },
    el('button', { type: 'button', click: () => sortBy(key) }, title), small ? el('small', { text: small }) : null);
}

function sortBy(key) {
  const again = choice.sort === key;
  choose({ sort: key, descending: again ? !choice.descending : COLUMNS[key][2] });
  announce('sorted by ' + COLUMNS[key][0] + (choice.descending ? ', descending' : ', ascending'));
}

function clear() {
  choose({ text: '', attention: false });
  page.search.focus();
}

/** What is chosen is kept in the address, so that it can be passed on. */
function choose(changes) {
  Object.assign(choice, changes);
  const query = new URLSearchParams();
  if (choice.text) query.set('q', choice.text);
  if (choice.attention) query.set('attention', '1');
  if (choice.sort !== 'name' || choice.descending) query.set('sort', (choice.descending ? '-' : '') + choice.sort);
  history.replaceState(null, '', query.size ? '#/?' + query : '#/');
  arrange();
}

/** Takes over what an address says. */
export function chooseFrom(query) {
  const sort = (query.get('sort') || 'name').replace(/^-/, '');
  Object.assign(choice, { text: query.get('q') || '', attention: query.get('attention') === '1',
    sort: COLUMNS[sort] ? sort : 'name', descending: (query.get('sort') || '').startsWith('-') });
  if (page) arrange();
}

function controls(rows) {
  if (document.activeElement !== page.search) page.search.value = choice.text;
  setAttribute(page.attention, 'aria-pressed', String(choice.attention));
  page.sort.value = choice.sort;
  for (const node of page.heads) {
    const sorted = node.dataset.key === choice.sort;
    setAttribute(node, 'aria-sort', sorted ? (choice.descending ? 'descending' : 'ascending') : null);
  }
  const attention = [...fleet.rows.values()].filter(needsAttention).length;
  setText(page.attention, 'Needs attention ' + attention);
  setText(page.shown, rows.length + ' of ' + fleet.rows.size + (fleet.complete ? '' : ', loading more'));
  page.none.hidden = rows.length > 0;
}

/** Rows in order; nodes move only where the order changed. */
function arrange() {
  const rows = select(fleet.rows.values(), choice);
  controls(rows);
  cancelAnimationFrame(filling);
  for (const key of [...views.keys()]) if (!fleet.rows.has(key)) forget(key);
  place(rows, 0, AT_ONCE);
}

function forget(key) {
  views.get(key).node.remove();
  views.delete(key);
}

function place(rows, from, number) {
  const until = Math.min(rows.length, from + number);
  for (let i = from; i < until; i++) {
    const key = keyOf(rows[i]);
    if (!views.has(key)) views.set(key, rowView());
    const { node, update } = views.get(key);
    update(rows[i]);
    if (page.rows.children[i] !== node) page.rows.insertBefore(node, page.rows.children[i] || null);
  }
  if (until < rows.length) {
    filling = requestAnimationFrame(() => place(rows, until, PER_FRAME));
    return;
  }
  while (page.rows.children.length > rows.length) page.rows.lastChild.remove();
}

export function showFleet({ whole, changed }) {
  if (!fleet.controller) return;
  showTotals(byId('totals'));
  byId('fleet-view').removeAttribute('aria-busy');
  if (fleet.rows.size === 0) {
    page = null;
    views.clear();
    byId('fleet-body').replaceChildren(emptyFleet());
    return;
  }
  if (!page) build();
  if (whole || choice.attention || choice.text || choice.sort !== 'name') {
    arrange();
    return;
  }
  for (const key of changed) if (views.has(key)) views.get(key).update(fleet.rows.get(key));
  controls([...fleet.rows.values()]);
}
