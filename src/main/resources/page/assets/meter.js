/* A bar that is measured against a limit: what is beyond the limit is seen by its length, not by colour alone. */
import { el, setAttribute, setNumber, setText } from './dom.js';
import { known } from './format.js';

/** Where on the bar the limit is, so that there is room beyond it. */
const LIMIT_AT = 0.75;

/** `{node, update(value, limit, text, limitText)}`; the texts beside the bar say all that it shows. */
export function meter(kind) {
  const figure = el('b');
  const limitNode = el('small');
  const note = el('small', { class: 'note' });
  const bar = el('span', { class: 'meter-bar', 'aria-hidden': 'true' }, el('i'));
  const node = el('span', { class: 'meter ' + kind },
    el('span', { class: 'meter-text' }, figure, limitNode), bar, note);
  return {
    node,
    update(value, limit, text, limitText, noteText = '') {
      const limited = known(limit) && limit > 0;
      const share = known(value) && limited ? value / limit : 0;
      setText(figure, text);
      setText(limitNode, limitText);
      setText(note, noteText);
      setNumber(bar, '--share', Math.min(1, share * LIMIT_AT));
      setAttribute(bar, 'data-limited', limited);
      setAttribute(node, 'data-over', share > 1);
    },
  };
}

/** How near the limit something is; for sorting. */
export const shareOf = (value, limit) => known(value) && known(limit) && limit > 0 ? value / limit : -1;
