/* The view of one variant. */
import * as api from './api.js';
import { chartsView } from './charts.js';
import { conditionsView } from './conditions.js';
import { announce, byId, debounced, el } from './dom.js';
import { historyView } from './decisions.js';
import { headlineView } from './headline.js';
import { lawView } from './law.js';
import { fleet } from './store.js';
import { whatIfView } from './whatif.js';

/** News of a fast demo come more often than a chart is worth drawing. */
const RELOAD_PAUSE = 400;

let open_ = null;

/** Shows the variant; `back` is where the fleet was left. */
export function open(namespace, name, back) {
  close();
  open_ = { key: namespace + '/' + name, namespace, name, abort: new AbortController(), view: null, back };
  byId('variant-view').replaceChildren(skeleton(name));
  load(open_);
}

export function close() {
  if (!open_) return;
  open_.abort.abort();
  if (open_.view) open_.view.destroy();
  open_ = null;
  byId('variant-view').replaceChildren();
}

const reload = debounced(which => which === open_ && load(which), RELOAD_PAUSE);

/** What the store heard: the numbers at once, the charts with the next answer. */
export function refresh({ whole, changed }) {
  if (!open_ || !(whole || changed.has(open_.key))) return;
  const row = fleet.rows.get(open_.key);
  if (row && open_.view) open_.view.showRow(row);
  reload(open_);
}

function skeleton(name) {
  return el('div', { class: 'variant', 'aria-busy': 'true' }, el('h1', { text: name }),
    el('div', { class: 'skeleton tall', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'), el('i')));
}

async function load(which) {
  try {
    const answer = await api.variant(which.namespace, which.name, which.abort.signal);
    if (which !== open_) return;
    if (!which.view) {
      which.view = build(which, answer);
      byId('variant-view').replaceChildren(which.view.node);
      which.view.heading.focus({ preventScroll: true });
      announce('Variant ' + which.name);
    }
    which.view.show(answer);
  } catch (failed) {
    if (which !== open_ || failed.name === 'AbortError') return;
    if (which.view && failed.status !== 404) return;
    if (which.view) which.view.destroy();
    which.view = null;
    byId('variant-view').replaceChildren(missing(which, failed));
  }
}

function missing(which, failed) {
  return el('section', { class: 'card empty' },
    el('h1', { tabindex: '-1', text: failed.status === 404 ? 'There is no such variant' : 'No answer' }),
    el('p', { text: which.key + ': ' + failed.message }),
    el('p', {}, el('a', { href: which.back, text: 'Back to the fleet' }), ' ',
      el('button', { type: 'button', click: () => load(which), text: 'Try again' })));
}

function build(which, { row }) {
  const heading = el('h1', { tabindex: '-1', text: row.name });
  const headline = headlineView();
  const charts = chartsView();
  const whatIf = whatIfView(which.namespace, which.name);
  const law = lawView();
  const conditions = conditionsView();
  const history = historyView();
  const node = el('div', { class: 'variant' },
    el('nav', { 'aria-label': 'Path' }, el('a', { href: which.back, text: 'Fleet' }), ' / ' + row.namespace),
    el('div', { class: 'title' }, heading, headline.badge), headline.about, headline.why, headline.facts,
    el('div', { class: 'columns' }, charts.node, el('div', { class: 'aside' }, whatIf.node, conditions.node, law.node)),
    history.node);
  const showRow = current => { headline.show(current); whatIf.takeRow(current); };
  return {
    node, heading, showRow,
    destroy: charts.destroy,
    show(answer) {
      showRow(answer.row);
      headline.explain(answer.explanation.filter(each => each !== answer.row.reason));
      charts.show(answer.history);
      conditions.show(answer.conditions);
      law.show(answer.profile);
      history.show(answer.decisions);
    },
  };
}
