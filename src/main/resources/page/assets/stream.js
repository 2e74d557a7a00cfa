/* Server-sent events, opened again whenever they end. */
import { problemOf } from './api.js';

const URL = 'api/v1/events';
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;
/** The server says something every 15 s. */
const SILENCE = 45_000;
/** A browser has six connections for a server: a page that nobody sees gives its one back after a while. */
const UNSEEN = 30_000;

/** Calls `take[event](data)` for each event and `tell(state, why)` when the connection comes or goes. */
export function follow(take, tell) {
  let source = null;
  let pause = FIRST_PAUSE;
  let timer = 0;
  let quiet = 0;
  let beats = false;
  let unseen = 0;

  function open() {
    clearTimeout(timer);
    if (source) source.close();
    source = new EventSource(URL);
    source.addEventListener('error', () => lost(source));
    for (const name of Object.keys(take)) source.addEventListener(name, event => heard(name, event));
  }

  function heard(name, event) {
    if (event.currentTarget !== source) return;
    pause = FIRST_PAUSE;
    beats ||= name === 'alive';
    clearTimeout(quiet);
    if (beats) quiet = setTimeout(() => lost(source), SILENCE);
    if (name === 'fleet') tell('live', '');
    take[name](JSON.parse(event.data));
  }

  async function lost(which) {
    if (which !== source || which === null) return;
    rest();
    timer = setTimeout(open, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    tell('lost', '');
    const why = await refusal();
    if (why && source === null) tell('lost', why);
  }

  function rest() {
    if (source) source.close();
    source = null;
    clearTimeout(quiet);
    clearTimeout(timer);
  }

  /** Opens at once, where that was waited for. */
  function retry() {
    if (source) return;
    pause = FIRST_PAUSE;
    tell('connecting', '');
    open();
  }

  addEventListener('online', retry);
  addEventListener('pagehide', rest);
  addEventListener('pageshow', event => event.persisted && retry());
  document.addEventListener('visibilitychange', () => {
    clearTimeout(unseen);
    if (document.hidden) unseen = setTimeout(rest, UNSEEN);
    else retry();
  });
  open();
  return retry;
}

/** An EventSource hides what the server answered: ask once more, plainly. Empty where nothing answered. */
async function refusal() {
  const stop = new AbortController();
  try {
    const response = await fetch(URL, { signal: stop.signal });
    if (response.ok) return '';
    const problem = await problemOf(response);
    return response.status === 401 || response.status === 403
      ? 'not allowed: ' + problem.message : problem.message;
  } catch (unreachable) {
    return '';
  } finally {
    stop.abort();
  }
}
