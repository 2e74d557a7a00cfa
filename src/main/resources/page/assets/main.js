/* Puts the page together: what the stream says into the store, from there to the view that is shown. */
import { announce, byId, setText } from './dom.js';
import { chooseFrom, showFleet } from './fleet.js';
import { zone } from './format.js';
import { loadLatest, takeDecision } from './latest.js';
import { showFault, showRole, tellConnection } from './notices.js';
import { onChange, takeAlive, takeChange, takeFleet } from './store.js';
import { follow } from './stream.js';
import { startTheme } from './theme.js';
import { showAge } from './totals.js';

let variantView = null;
let fleetAddress = '#/';
let fleetScroll = 0;
let left = null;

/** `#/NAMESPACE/NAME`, or `#/` with what the table shows behind a question mark. */
function place() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  return { parts, query: new URLSearchParams(query || '') };
}

async function route() {
  const { parts, query } = place();
  if (parts.length === 2) {
    await openVariant(parts[0], parts[1]);
    return;
  }
  if (variantView) variantView.close();
  byId('variant-view').hidden = true;
  byId('fleet-view').hidden = false;
  document.title = 'Fleet · WVA';
  chooseFrom(query);
  if (left) backFrom(left);
}

async function openVariant(namespace, name) {
  if (!byId('fleet-view').hidden) fleetScroll = scrollY;
  left = namespace + '/' + name;
  byId('fleet-view').hidden = true;
  byId('variant-view').hidden = false;
  document.title = name + ' · WVA';
  variantView ||= await import('./variant.js');
  if (place().parts.join('/') !== namespace + '/' + name) return;
  variantView.open(namespace, name, fleetAddress);
  scrollTo(0, 0);
}

/** Where one was before, with the keyboard as well. */
function backFrom(key) {
  left = null;
  const link = document.querySelector(`.fleet a[href="#/${key.split('/').map(encodeURIComponent).join('/')}"]`);
  if (link) link.focus({ preventScroll: true });
  scrollTo(0, fleetScroll);
  announce('Fleet');
}

function shortcuts(event) {
  const typing = event.target.closest('input, select, textarea');
  if (event.key === '/' && !typing && byId('search')) {
    event.preventDefault();
    byId('search').focus();
  } else if (event.key === 'Escape' && place().parts.length === 2 && !typing) {
    location.hash = fleetAddress;
  }
}

addEventListener('error', event => event.error && showFault(event.error.message));
addEventListener('unhandledrejection', event => showFault(String(event.reason && event.reason.message)));
addEventListener('hashchange', event => {
  const before = new URL(event.oldURL).hash;
  if (before === '' || before === '#/' || before.startsWith('#/?')) fleetAddress = before || '#/';
  route();
});
addEventListener('keydown', shortcuts);
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault();
  byId('main').focus();
});

onChange(news => {
  document.body.classList.remove('stale');
  showRole();
  showFleet(news);
  if (variantView) variantView.refresh(news);
});
startTheme();
setText(byId('zone'), 'Times in ' + zone());
setInterval(() => document.hidden || showAge(), 1000);
const retry = follow({
  fleet: message => { takeFleet(message); loadLatest(); },
  change: takeChange,
  decision: takeDecision,
  alive: takeAlive,
}, (state, why) => tellConnection(state, why, () => retry()));
route();
