/* What would be planned with another load, target or price: the controller's own planner answers. */
import { plan } from './api.js';
import { debounced, el, setAttribute, setText } from './dom.js';
import { count, known, millis, moment, perHour, rate } from './format.js';
import { plural } from './words.js';

const PAUSE = 250;
/** Sliders go from a quarter to four times, evenly on a logarithmic scale. */
const SPAN = 2;
const STEP = 0.05;
const OTHERS_SHOWN = 5;

const KNOBS = [
  { key: 'load', label: 'Load', base: row => row.load && row.load.arrivalPerSecond, text: rate,
    change: (factor, base) => base > 0 ? { loadFactor: factor } : {} },
  { key: 'ttft', label: 'TTFT target', base: row => row.ttft && row.ttft.targetMillis, text: millis,
    change: (factor, base) => ({ ttftMillis: factor * base }) },
  { key: 'itl', label: 'ITL target', base: row => row.itl && row.itl.targetMillis, text: millis,
    change: (factor, base) => ({ itlMillis: factor * base }) },
  { key: 'price', label: 'Price of a replica', base: row => row.replicaCostCentsPerHour, text: perHour,
    change: (factor, base) => ({ costCentsPerHour: factor * base }) },
];

export function whatIfView(namespace, name) {
  const knobs = KNOBS.map(kind => knob(kind, asked));
  const result = el('div', { class: 'result', role: 'status', 'aria-live': 'polite' });
  const reset = el('button', { type: 'button', class: 'quiet', hidden: true, text: 'Reset' });
  const node = el('section', { class: 'card what-if', 'aria-label': 'What if' },
    el('div', { class: 'card-head' }, el('h2', { text: 'What if' }), reset), ...knobs.map(each => each.node), result);
  const ask = debounced(send, PAUSE);
  let abort = new AbortController();

  reset.addEventListener('click', () => {
    for (const each of knobs) each.reset();
    asked();
    knobs.find(each => !each.node.hidden)?.input.focus();
  });

  function asked() {
    abort.abort();
    reset.hidden = !knobs.some(each => each.moved());
    if (reset.hidden) hint();
    else {
      result.classList.add('waiting');
      ask();
    }
  }

  function hint() {
    result.classList.remove('waiting');
    result.replaceChildren(el('p', { class: 'hint',
      text: 'Move a slider: the controller plans again with it, and changes nothing.' }));
  }

  async function send() {
    if (!knobs.some(each => each.moved())) return;
    abort = new AbortController();
    const { signal } = abort;
    try {
      const answer = await plan(Object.assign({ namespace, name }, ...knobs.map(each => each.change())), signal);
      if (!signal.aborted) result.replaceChildren(...answered(answer, namespace, name));
    } catch (failed) {
      if (signal.aborted) return;
      result.replaceChildren(el('p', { class: 'refused', text: failed.status === 409
        ? 'There is no plan to try this on: ' + failed.message : 'Not planned: ' + failed.message }));
    }
    result.classList.remove('waiting');
  }

  hint();
  return { node, takeRow: row => knobs.forEach(each => each.takeRow(row)) };
}

function knob(kind, moved) {
  const output = el('output');
  const input = el('input', { type: 'range', min: String(-SPAN), max: String(SPAN), step: String(STEP), value: '0',
    input: () => { show(); moved(); } });
  const node = el('label', { class: 'knob', hidden: true }, el('span', { text: kind.label }), output, input);
  let base = null;
  const factor = () => Math.round(2 ** Number(input.value) * 100) / 100;

  function show() {
    const value = kind.text(base * factor());
    const text = Number(input.value) === 0 ? value : value + ' (×' + factor() + ')';
    setText(output, text);
    setAttribute(input, 'aria-valuetext', text);
    input.style.setProperty('--at', (Number(input.value) + SPAN) / (2 * SPAN));
  }

  return {
    node, input,
    moved: () => known(base) && Number(input.value) !== 0,
    change: () => known(base) && Number(input.value) !== 0 ? kind.change(factor(), base) : {},
    reset: () => { input.value = '0'; show(); },
    takeRow(row) {
      base = kind.base(row);
      node.hidden = !known(base) || base <= 0;
      if (!node.hidden) show();
    },
  };
}

/** Before and after of this variant, what it costs the fleet, and who else would change. */
function answered({ variants, costCentsPerHour: cost, basedOn }, namespace, name) {
  const own = variants.find(each => each.namespace === namespace && each.name === name);
  const others = variants.filter(each => each !== own);
  return [own ? table(own, cost) : null, own ? el('p', { class: 'why', text: own.reason }) : null,
    others.length ? el('p', { text: plural(others.length, 'other variant') + ' would change: '
      + others.slice(0, OTHERS_SHOWN).map(other => other.name + ' ' + count(other.before.replicas) + ' → '
        + count(other.after.replicas)).join(', ') + (others.length > OTHERS_SHOWN ? ', …' : '') }) : null,
    el('small', { text: 'On what was measured at ' + moment(basedOn) })].filter(Boolean);
}

function table({ before, after }, cost) {
  const lines = [['Replicas', count, 'replicas'], ['Cost', perHour, 'costCentsPerHour'], ['TTFT', millis, 'ttftMillis'],
    ['ITL', millis, 'itlMillis']].map(([title, text, key]) => [title, text(before[key]), text(after[key])]);
  lines.push(['Whole fleet', perHour(cost.before), perHour(cost.after)]);
  return el('table', { class: 'plain' }, el('caption', { class: 'unseen', text: 'Plan before and after' }),
    el('thead', {}, el('tr', {}, el('td'), el('th', { scope: 'col', text: 'now' }),
      el('th', { scope: 'col', text: 'then' }))),
    el('tbody', {}, ...lines.map(([title, now, then]) => el('tr', { class: now === then ? null : 'differs' },
      el('th', { scope: 'row', text: title }), el('td', { class: 'figure', text: now }),
      el('td', { class: 'figure', text: then })))));
}
