/* What codes of the API mean, in words. */

const CONSTRAINTS = {
  ITL: 'inter-token latency', TTFT: 'time to first token', TOKENS_PER_SECOND: 'tokens per second',
  THROUGHPUT: 'throughput of a replica', MINIMUM: 'minReplicas', MAXIMUM: 'maxReplicas',
  CAPACITY: 'accelerators available', TRAFFIC: 'requests it still gets', HOLD: 'last decision held',
  QUEUE: 'requests are waiting', STEADINESS: 'load hardly less', HIDDEN_DEMAND: 'clients give up',
  DOUBLING: 'doubling, once a cycle', NONE: 'nothing',
};

const OUTCOMES = {
  OPTIMIZED: 'sized from the measured load', HELD: 'held: the load is unknown', FALLBACK: 'fallback: unknown for long',
  INFEASIBLE: 'no number meets the targets', INVALID: 'the declaration cannot be used',
  UNPROFILED: 'speed not known yet', FROZEN: 'frozen by its owner', FAILED: 'a fault of WVA',
};

const REASONS = {
  TargetNotFound: 'Target missing', MetricsMissing: 'No metrics', MetricsStale: 'Metrics stale',
  MetricsImplausible: 'Metrics odd', MetricsUnavailable: 'Held', PrometheusError: 'Prometheus fails',
  OptimizationFailed: 'Infeasible', InternalError: 'Fault of WVA', ProfileUnknown: 'No profile',
  InvalidConfiguration: 'Invalid', Frozen: 'Frozen', Advisory: 'Advisory', Progressing: 'Scaling',
  AutoscalerConflict: 'Autoscaler in the way', AutoscalerUnknown: 'Autoscaler unsure', ScaleWithheld: 'Scale withheld',
  ScaleForbidden: 'Scale forbidden', ScaleFailed: 'Scale failed',
};

const BAD = new Set(['TargetNotFound', 'OptimizationFailed', 'InternalError', 'InvalidConfiguration',
  'AutoscalerConflict', 'ScaleForbidden', 'ScaleFailed']);
const CALM = new Set(['Progressing', 'Frozen', 'Advisory']);

/** `OUT_OF_LUCK` and `OutOfLuck` as "out of luck", for codes that are newer than this page. */
function plain(code) {
  return String(code).replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

export const constraint = code => code ? CONSTRAINTS[code] || plain(code) : 'nothing yet';
export const outcome = code => code ? OUTCOMES[code] || plain(code) : 'not decided yet';
export const reason = code => REASONS[code] || capital(plain(code));

/** How a variant is, in a word or two, and how much that matters: bad, warn, info, ok. */
export function state(row) {
  if (row.worst) return { text: reason(row.worst.reason), severity: severity(row.worst), detail: row.worst.message };
  if (row.asleep) return { text: 'Asleep', severity: 'info', detail: 'scaled to zero until a request comes' };
  if (row.advisory) return { text: 'Advisory', severity: 'info', detail: 'decisions are told; nothing acts on them' };
  return { text: 'Well', severity: 'ok', detail: 'nothing needs attention' };
}

export function severity(condition) {
  if (condition.status === 'True') return 'ok';
  if (BAD.has(condition.reason)) return 'bad';
  return CALM.has(condition.reason) ? 'info' : 'warn';
}

export const SEVERITIES = ['ok', 'info', 'warn', 'bad'];
export const needsAttention = row => Boolean(row.worst);

/** What the pods are about, e.g. "1 starting, 2 to come". */
export function movement({ current, ready, desired }) {
  const parts = [];
  const starting = Math.max(0, current - ready);
  if (starting) parts.push(starting + ' starting');
  if (desired !== null && desired !== undefined) {
    if (desired > current) parts.push(desired - current + ' to come');
    if (desired < current) parts.push(current - desired + ' to go');
  }
  return parts.join(', ');
}

export const plural = (number, noun) => number + ' ' + noun + (number === 1 ? '' : 's');
