/* How a variant is: a word with a mark whose shape differs as its colour does. */
import { el, setAttribute, setText } from './dom.js';

export function badge() {
  const words = el('span');
  const node = el('span', { class: 'badge' }, el('i', { 'aria-hidden': 'true' }), words);
  return {
    node,
    update({ text, severity, detail }) {
      setText(words, text);
      setAttribute(node, 'data-severity', severity);
      setAttribute(node, 'title', detail);
    },
  };
}
