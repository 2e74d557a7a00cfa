/* The charts of a variant over time: one time, one cursor, in words and as a table too. */
import { CHARTS, columns } from './chart-specs.js';
import { plot, loadPlotter } from './plot.js';
import { el, setText } from './dom.js';
import { duration, hourMinute, known, moment, zone, NOTHING } from './format.js';
import { onTheme } from './theme.js';

const RANGES = [[900, '15 min'], [3600, '1 h'], [21_600, '6 h'], [null, 'All']];
const ROWS = 30;
/** So that a step of the newest moment is seen. */
const ROOM_AT_THE_END = 0.012;

let stopTheme = null;

export function chartsView() {
  const figures = CHARTS.map(figure);
  const clock = el('span', { class: 'clock' });
  const table = el('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'Numbers of the charts' });
  const details = el('details', { class: 'as-table', toggle: () => tabulate() },
    el('summary', { text: 'The numbers as a table' }), table);
  const ranges = RANGES.map(([seconds, text]) => el('button', { type: 'button', class: 'toggle',
    'aria-pressed': String(seconds === null), click: () => chooseRange(seconds) }, text));
  const none = el('p', { class: 'hint', text: 'No history yet: it begins with the first plan.' });
  const drawn = el('div', { class: 'figures', hidden: true }, ...figures.map(each => each.node));
  const node = el('section', { class: 'card charts', 'aria-label': 'Over time' },
    el('div', { class: 'card-head' }, el('h2', { text: 'Over time' }), clock,
      el('span', { class: 'ranges', role: 'group', 'aria-label': 'Time shown' }, ...ranges)), none, drawn, details);
  let history = null;
  let range = null;
  let gone = false;

  function chooseRange(seconds) {
    range = seconds;
    ranges.forEach((button, i) => button.setAttribute('aria-pressed', String(RANGES[i][0] === seconds)));
    draw();
  }

  function at(index) {
    const last = history.t.length - 1;
    const i = known(index) ? index : last;
    setText(clock, (known(index) ? 'at ' : 'now, ') + moment(history.t[i] * 1000));
    for (const each of figures) each.readOut(history, i);
  }

  async function draw() {
    if (!history || history.t.length === 0) return;
    await loadPlotter();
    if (gone) return;
    none.hidden = true;
    drawn.hidden = false;
    const last = history.t[history.t.length - 1];
    const first = Math.min(history.t[0], last - 1);
    const from = range === null ? first : Math.max(first, last - range);
    const span = [from, last + (last - from) * ROOM_AT_THE_END];
    for (const each of figures) each.draw(history, span, at);
    at(null);
  }

  function tabulate() {
    if (details.open && history) table.replaceChildren(asTable(history));
  }

  stopTheme?.();
  stopTheme = onTheme(() => { figures.forEach(each => each.destroy()); draw(); });
  return {
    node,
    show(next) {
      history = next;
      draw();
      tabulate();
    },
    destroy() {
      gone = true;
      stopTheme();
      figures.forEach(each => each.destroy());
    },
  };
}

function figure(chart) {
  const values = chart.series.map(() => el('b'));
  const keys = chart.series.map((series, i) => el('span', { class: 'key', 'data-series': series.key },
    el('i', { class: series.dash ? 'dash' : null, 'data-colour': series.colour.slice(2) }), series.label + ' ',
    values[i]));
  const canvas = el('div', { class: 'plot', 'aria-hidden': 'true' });
  const summary = el('p', { class: 'unseen' });
  const node = el('figure', {}, el('figcaption', {}, el('span', { class: 'name', text: chart.title }), ...keys), canvas,
    summary);
  canvas.style.height = chart.height + 'px';
  let drawing = null;
  return {
    node,
    draw(history, span, at) {
      drawing ||= plot(canvas, chart, at);
      drawing.show(columns(chart, history), span);
      setText(summary, inWords(chart, history));
    },
    readOut(history, index) {
      const all = columns(chart, history);
      values.forEach((value, i) => setText(value, chart.text(all[i + 1][index])));
    },
    destroy() {
      drawing?.destroy();
      drawing = null;
    },
  };
}

/** For those who do not see the chart. */
function inWords(chart, history) {
  const all = columns(chart, history);
  const told = chart.series.map(({ label }, i) => {
    const numbers = all[i + 1].filter(known);
    if (numbers.length === 0) return label + ' unknown';
    const low = chart.text(Math.min(...numbers));
    const high = chart.text(Math.max(...numbers));
    const range = low === high ? 'always ' + low : 'from ' + low + ' to ' + high;
    return label + ' ' + range + ', now ' + chart.text(all[i + 1].at(-1));
  });
  return chart.title + ' over ' + duration(history.t.at(-1) - history.t[0]) + ': ' + told.join('; ') + '.';
}

function asTable(history) {
  const every = Math.max(1, Math.ceil(history.t.length / ROWS));
  const indices = history.t.map((time, i) => i).filter(i => (history.t.length - 1 - i) % every === 0).reverse();
  const series = CHARTS.flatMap(chart => chart.series.filter(({ key }) => Array.isArray(history[key]))
    .map(({ key, label }) => [chart, key, label]));
  return el('table', { class: 'plain' },
    el('caption', { text: 'Newest first; times in ' + zone() }),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col', text: 'Time' }),
      ...series.map(([chart, , label]) => el('th', { scope: 'col', text: chart.title + ', ' + label })))),
    el('tbody', {}, ...indices.map(i => el('tr', {}, el('th', { scope: 'row', text: hourMinute(history.t[i]) }),
      ...series.map(([chart, key]) => el('td', { class: 'figure',
        text: known(history[key][i]) ? chart.text(history[key][i]) : NOTHING }))))));
}
