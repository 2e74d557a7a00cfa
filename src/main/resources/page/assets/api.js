/* Requests to the API. An error carries what the problem document says. */

export class Problem extends Error {
  constructor(status, document) {
    super(document.detail || document.title || 'the server answered ' + status);
    this.status = status;
    this.title = document.title || '';
  }
}

async function request(path, options) {
  const response = await fetch('api/v1/' + path, { headers: { accept: 'application/json' }, ...options });
  if (response.ok) return response.json();
  throw await problemOf(response);
}

export async function problemOf(response) {
  let document = {};
  try {
    document = await response.json();
  } catch (notJson) {
    // a proxy's page: the status says what there is to say
  }
  return new Problem(response.status, document);
}

const path = (namespace, name) => encodeURIComponent(namespace) + '/' + encodeURIComponent(name);

export const fleetAfter = key => request('fleet?after=' + encodeURIComponent(key));
export const variant = (namespace, name, signal) => request('variants/' + path(namespace, name), { signal });
export const latestDecisions = limit => request('decisions?limit=' + limit);

export const plan = (change, signal) => request('plan', {
  method: 'POST',
  headers: { accept: 'application/json', 'content-type': 'application/json' },
  body: JSON.stringify({ changes: [change] }),
  signal,
});
