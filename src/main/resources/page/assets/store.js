/* What is known of the fleet. Readers hear of changes at most once a frame. */
import { fleetAfter } from './api.js';

const listeners = new Set();
const changed = new Set();
let scheduled = false;
let whole = false;
let skewMillis = 0;

export const fleet = { controller: null, totals: null, rows: new Map(), receivedAt: null, complete: false };
export const keyOf = row => row.namespace + '/' + row.name;

/** `listener({whole, changed})`: everything is new, or the keys that are. */
export function onChange(listener) {
  listeners.add(listener);
}

function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    const news = { whole, changed: new Set(changed) };
    whole = false;
    changed.clear();
    for (const listener of listeners) listener(news);
  });
}

function heard(message) {
  fleet.receivedAt = Date.now();
  if (message.controller) {
    fleet.controller = message.controller;
    skewMillis = Date.parse(message.controller.now) - Date.now();
  }
  if (message.totals) fleet.totals = message.totals;
}

/** The time of the server, so that ages are right where the browser's clock is not. */
export const serverNow = () => Date.now() + skewMillis;

export async function takeFleet(message) {
  heard(message);
  fleet.rows = new Map(message.variants.map(row => [keyOf(row), row]));
  fleet.complete = !message.next;
  whole = true;
  schedule();
  try {
    await takeFurther(message.next, fleet.rows);
  } catch (failed) {
    // what there is is shown as incomplete, until the next connection begins anew
  }
}

/** The pages after the first, which the stream leaves to be asked for. */
async function takeFurther(first, rows) {
  for (let next = first; next && rows === fleet.rows;) {
    const page = await fleetAfter(next);
    for (const row of page.variants) if (!rows.has(keyOf(row))) rows.set(keyOf(row), row);
    next = page.next;
    fleet.complete = !next;
    whole = true;
    schedule();
  }
}

export function takeChange(message) {
  heard(message);
  for (const row of message.variants || []) {
    if (!fleet.rows.has(keyOf(row))) whole = true;
    fleet.rows.set(keyOf(row), row);
    changed.add(keyOf(row));
  }
  for (const key of message.removed || []) whole = fleet.rows.delete(key) || whole;
  schedule();
}

export function takeAlive() {
  fleet.receivedAt = Date.now();
}
