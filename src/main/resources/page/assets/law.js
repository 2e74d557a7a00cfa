/* How fast a replica is: as declared, and as learned. */
import { el, setNumber, setText } from './dom.js';
import { count, known, moment, percent, precise, NOTHING } from './format.js';

const PARAMETERS = [
  ['alpha', 'α, ms', 'time between tokens with one request'], ['beta', 'β, ms', 'more for each further request'],
  ['gamma', 'γ, ms', 'prefill of a prompt, fixed part'], ['delta', 'δ, ms', 'prefill per token and request'],
  ['maxBatchSize', 'largest batch', 'requests that a replica takes at once'],
];

const CALIBRATION = {
  on: 'What is learned is planned with.',
  observe: 'What is learned is shown, and not planned with.',
  off: 'Nothing is learned: calibration is off.',
};

export function lawView() {
  const body = el('tbody');
  const note = el('p', { class: 'hint' });
  const bar = el('span', { class: 'meter-bar', 'aria-hidden': 'true' }, el('i'));
  const fit = el('span');
  const confidence = el('div', { class: 'confidence' }, fit, bar);
  const node = el('section', { class: 'card law' }, el('h2', { text: 'Speed of a replica' }),
    el('table', { class: 'plain' }, el('caption', { class: 'unseen', text: 'Parameters of the latency law' }),
      el('thead', {}, el('tr', {}, ...['Parameter', 'Declared', 'Learned'].map(text =>
        el('th', { scope: 'col', text })))), body), confidence, note);
  return {
    node,
    show({ declared, learned, calibration }) {
      const used = PARAMETERS.filter(([key]) => known((declared || {})[key]) || known((learned || {})[key]));
      body.parentElement.hidden = used.length === 0;
      body.replaceChildren(...used.map(([key, name, meaning]) => el('tr', {},
        el('th', { scope: 'row', title: meaning, text: name }), figure(declared, key), figure(learned, key))));
      confidence.hidden = !learned;
      if (learned) {
        setText(fit, percent(learned.confidence) + ' confidence from ' + count(learned.samples) + ' samples'
          + (learned.source ? ', ' + learned.source : '')
          + (learned.updatedAt ? ', ' + moment(learned.updatedAt) : ''));
        setNumber(bar, '--share', learned.confidence || 0);
      }
      setText(note, used.length === 0 ? 'Nothing tells yet how fast a replica is.' : CALIBRATION[calibration] || '');
    },
  };
}

function figure(law, key) {
  return el('td', { class: 'figure', text: law ? precise(law[key]) : NOTHING });
}
