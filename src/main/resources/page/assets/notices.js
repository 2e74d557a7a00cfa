/* What stands above everything: a lost connection, a standby, a fault of the page. */
import { announce, byId, el, setAttribute, setText } from './dom.js';
import { moment, duration } from './format.js';
import { fleet } from './store.js';

const shown = new Map();
let connection = { state: 'connecting', why: '' };

/** Shows a notice under a key, or with null takes it away; it is made anew only when its text differs. */
function notice(key, text, kind = '', button = null) {
  const before = shown.get(key);
  if (before && before.text === text) return;
  if (before) before.node.remove();
  shown.delete(key);
  if (!text) return;
  const node = el('p', { class: 'notice ' + kind }, el('span', { text }), button);
  shown.set(key, { node, text });
  byId('notices').append(node);
}

export function tellConnection(state, why, retry) {
  if (state !== connection.state) announce({ live: 'Connected.', lost: 'Connection lost. Trying again.' }[state] || '');
  connection = { state, why, retry };
  showConnection();
}

export function showConnection() {
  const { state, why, retry } = connection;
  setAttribute(byId('live'), 'data-state', state);
  setText(byId('live-text'), { connecting: 'Connecting', live: 'Live', lost: 'Disconnected' }[state]);
  if (state !== 'lost') {
    notice('connection', null);
    return;
  }
  const age = fleet.receivedAt
    ? 'What you see is from ' + moment(fleet.receivedAt) + '. ' : 'Nothing has been received yet. ';
  notice('connection', (why ? 'The server refused the connection: ' + why + '. ' : 'The connection is lost. ') + age
    + 'Trying again.', 'bad', el('button', { type: 'button', click: retry, text: 'Try now' }));
  document.body.classList.add('stale');
}

export function showRole() {
  const { controller } = fleet;
  const role = byId('role');
  role.hidden = !controller;
  if (!controller) return;
  setText(role, { leader: 'Leader', standby: 'Standby', starting: 'Starting' }[controller.role] || controller.role);
  setAttribute(role, 'title', controller.identity);
  notice('role', controller.role === 'leader' ? null : standing(controller), 'info');
  setText(byId('version'), ['WVA ' + controller.version, controller.identity,
    controller.policy ? 'policy ' + controller.policy.toLowerCase() : null,
    controller.startedAt ? 'up ' + duration((Date.parse(controller.now) - Date.parse(controller.startedAt)) / 1000)
      : null].filter(Boolean).join(' · '));
}

function standing({ role, identity, leader }) {
  const other = leader && leader !== identity;
  if (role === 'starting') {
    return 'Starting: no plan has been made yet.' + (other ? ' ' + leader + ' leads.' : '');
  }
  return 'This is a standby: it watches, and decides nothing. '
    + (other ? leader + ' leads. Measurements, charts and what-if are complete there.'
      : 'Nobody leads at the moment; a standby takes over within seconds.');
}

export function showFault(message) {
  notice('fault', 'This page met a fault of its own: ' + message + '. Reload it to go on.', 'bad');
}
