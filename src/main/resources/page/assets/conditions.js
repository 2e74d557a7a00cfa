/* The conditions of a variant, as its status has them. */
import { el } from './dom.js';
import { moment } from './format.js';
import { reason, severity } from './words.js';

export function conditionsView() {
  const list = el('ul', { class: 'conditions' });
  const node = el('section', { class: 'card' }, el('h2', { text: 'Conditions' }), list);
  return {
    node,
    show(conditions) {
      list.replaceChildren(...conditions.map(condition => el('li', {},
        el('span', { class: 'badge', 'data-severity': severity(condition) }, el('i', { 'aria-hidden': 'true' }),
          el('span', { text: condition.status === 'True' ? 'True' : condition.status })),
        el('b', { text: condition.type }), el('span', { class: 'what', text: reason(condition.reason) }),
        el('p', { text: condition.message }),
        condition.since ? el('small', { text: 'since ' + moment(condition.since) }) : null)));
    },
  };
}
