/* The page: what is chosen, and what is drawn of it. */
const data = JSON.parse(document.getElementById('data').textContent);
const $ = id => document.getElementById(id);
const state = { shape: data.shapes[0], policy: data.policies[0], beside: '', target: 0, at: null };
const LEFT = 46, RIGHT = 8;
const COLUMNS = [
  ['attainment', 'attainment', v => round(v * 100, 2) + ' %'], ['averageReplicas', 'replicas', v => round(v, 2)],
  ['costCents', 'cost', v => '$' + round(v / 100, 2)], ['regret', 'regret', v => round(v * 100, 1) + ' %'],
  ['overReplicaSeconds', 'over, s', v => round(v, 0)], ['underReplicaSeconds', 'under, s', v => round(v, 0)],
  ['scaleActions', 'actions', v => round(v, 1)], ['directionFlips', 'flips', v => round(v, 1)],
  ['recoverySeconds', 'recovery, s', v => round(v, 0)], ['decisionsHeld', 'held', v => round(v, 1)],
  ['ttftP50Millis', 'TTFT p50, s', v => round(v / 1000, 2)], ['ttftP90Millis', 'p90, s', v => round(v / 1000, 2)],
  ['ttftP99Millis', 'p99, s', v => round(v / 1000, 2)]];

const runOf = policy => data.runs.find(run => run.shape === state.shape && run.policy === policy);
const scoresOf = shape => data.scores.filter(score => score.shape === shape);

function about() {
  const box = $('about');
  box.append(data.note + ' ' + (data.seeds.length === 1 ? 'One seed.' : 'Means over ' + data.seeds.length
    + ' seeds; what is drawn over time is seed ' + data.seeds[0] + '.') + ' ');
  element(box, 'code', {}, 'wva ' + data.command);
}

function options(select, values, chosen) {
  select.replaceChildren();
  for (const [value, text] of values) {
    const option = element(select, 'option', { value }, text);
    option.selected = String(value) === String(chosen);
  }
}

function controls() {
  const drawn = data.policies.filter(runOf);
  if (!drawn.includes(state.policy)) state.policy = drawn[0] || data.policies[0];
  if (!drawn.includes(state.beside)) state.beside = '';
  const targets = data.loads[state.shape] ? data.loads[state.shape].targets : [];
  if (state.target >= targets.length) state.target = 0;
  options($('shape'), data.shapes.map(name => [name, name]), state.shape);
  options($('policy'), drawn.map(name => [name, name]), state.policy);
  options($('beside'), [['', 'no other'], ...drawn.map(name => [name, name])], state.beside);
  options($('target'), targets.map((target, i) => [i, target.name]), state.target);
  $('targets').hidden = targets.length < 2;
}

/* Cost against attainment. */
function paretos() {
  const box = $('paretos');
  box.replaceChildren();
  const shapes = data.shapes.length > 1 ? [data.all, state.shape] : [state.shape];
  const figures = shapes.map(() => element(box, 'figure'));
  shapes.forEach((shape, i) => {
    element(figures[i], 'figcaption', {}, shape);
    pareto(figures[i], scoresOf(shape).filter(score => score.attainment && score.costCents));
  });
}

function pareto(figure, scores) {
  const width = figure.clientWidth || 500, height = 300, bottom = height - 34;
  const svg = element(figure, 'svg', { viewBox: `0 0 ${width} ${height}`, height });
  if (!scores.length) { element(svg, 'text', { x: LEFT, y: 40 }, 'nothing ran everywhere'); return; }
  const relative = scores.every(score => score.regret);
  const costOf = score => relative ? 1 + score.regret[0] : score.costCents[0] / 100;
  const spread = score => (relative ? score.regret[1] || 0 : (score.costCents[1] || 0) / 100);
  const costs = scores.map(costOf);
  const low = Math.min(...costs), high = Math.max(...costs), pad = (high - low || high) * 0.1;
  const worst = Math.min(...scores.map(score => score.attainment[0]));
  const x = scale(Math.max(0, low - pad), high + pad * 2, LEFT, width - RIGHT);
  const y = scale(Math.max(0, worst - 0.04), 1.01, bottom, 8);
  for (const tick of ticks(Math.max(0, worst - 0.04), 1, 5)) {
    element(svg, 'line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick) });
    element(svg, 'text', { x: LEFT - 6, y: y(tick) + 4, 'text-anchor': 'end' }, round(tick * 100, worst > 0.95 ? 1 : 0) + ' %');
  }
  for (const tick of ticks(Math.max(0, low - pad), high + pad * 2, 6)) {
    element(svg, 'text', { x: x(tick), y: bottom + 15, 'text-anchor': 'middle' }, (relative ? '' : '$') + tick.toPrecision(3) * 1);
  }
  element(svg, 'line', { class: 'axis', x1: LEFT, x2: width - RIGHT, y1: bottom, y2: bottom });
  element(svg, 'text', { x: width - RIGHT, y: height - 4, 'text-anchor': 'end' },
    relative ? 'cost as a multiple of the least possible' : 'cost');
  front(svg, scores, costOf, x, y);
  sweeps(svg, scores, costOf, x, y);
  const taken = scores.map(score => around(x(costOf(score)), y(score.attainment[0])));
  for (const score of [...scores].sort((a, b) => (b.policy === state.policy) - (a.policy === state.policy))) {
    const left = x(costOf(score)), top = y(score.attainment[0]);
    const chosen = score.policy === state.policy;
    const color = `var(--${chosen ? 'ready' : 'need'})`;
    const dot = element(svg, 'g', { class: 'dot' });
    const up = clampedHalf(score.attainment[1]), side = spread(score);
    element(dot, 'line', { x1: left, x2: left, y1: y(Math.min(1, score.attainment[0] + up)), y2: Math.min(bottom, y(score.attainment[0] - up)), stroke: color, 'stroke-opacity': 0.35 });
    element(dot, 'line', { x1: Math.max(LEFT, x(costOf(score) - side)), x2: Math.min(width - RIGHT, x(costOf(score) + side)), y1: top, y2: top, stroke: color, 'stroke-opacity': 0.35 });
    element(dot, 'circle', { cx: left, cy: top, r: chosen ? 6 : score.policy.includes('@') ? 2.5 : 4.5, fill: color });
    element(dot, 'title', {}, `${score.policy}: ${round(score.attainment[0] * 100, 2)} % at $${round(score.costCents[0] / 100, 2)}`);
    dot.addEventListener('click', () => choose({ policy: score.policy }));
    if (!score.policy.includes('@') || chosen) place(dot, score.policy, left, top, width, chosen, taken);
  }
}

const around = (left, top) => [left - 4, top - 4, left + 4, top + 4];
const clampedHalf = half => Math.min(half || 0, 0.5);

const PLACES = [[9, 4, 'start'], [-9, 4, 'end'], [0, -9, 'middle'], [0, 18, 'middle'], [9, 17, 'start'], [9, -9, 'start'],
  [-9, 17, 'end'], [-9, -9, 'end'], [0, 31, 'middle'], [9, 30, 'start'], [-9, 30, 'end'], [0, 44, 'middle']];

/* A label where neither another one nor a dot is. */
function place(dot, text, left, top, width, chosen, taken) {
  const size = text.length * 6.2;
  for (const [dx, dy, anchor] of PLACES) {
    const start = left + dx - (anchor === 'end' ? size : anchor === 'middle' ? size / 2 : 0);
    const box = [start, top + dy - 10, start + size, top + dy + 2];
    if (box[0] < LEFT - 4 || box[2] > width || box[1] < -8 || taken.some(other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    if (dy > 20) element(dot, 'line', { x1: left, x2: left + dx, y1: top + 4, y2: top + dy - 9, stroke: 'var(--need)', 'stroke-opacity': 0.6 });
    element(dot, 'text', { class: chosen ? 'label chosen' : 'label', x: left + dx, y: top + dy, 'text-anchor': anchor }, text);
    return;
  }
}

function front(svg, scores, costOf, x, y) {
  let best = -1;
  const line = [];
  for (const score of [...scores].sort((a, b) => costOf(a) - costOf(b) || b.attainment[0] - a.attainment[0])) {
    if (score.attainment[0] > best) {
      best = score.attainment[0];
      line.push(x(costOf(score)).toFixed(1) + ',' + y(best).toFixed(1));
    }
  }
  element(svg, 'polyline', { points: line.join(' '), fill: 'none', stroke: 'var(--good)', 'stroke-width': 1.5, 'stroke-dasharray': '5 4' });
}

/* What is the same policy with another value of its parameter. */
function sweeps(svg, scores, costOf, x, y) {
  const byName = new Map();
  for (const score of scores) {
    const name = score.policy.split('@')[0];
    byName.set(name, [...(byName.get(name) || []), score]);
  }
  for (const group of byName.values()) {
    if (group.length < 2) continue;
    const points = group.sort((a, b) => costOf(a) - costOf(b)).map(score => x(costOf(score)) + ',' + y(score.attainment[0]));
    element(svg, 'polyline', { points: points.join(' '), fill: 'none', stroke: 'var(--need)', 'stroke-opacity': 0.45 });
  }
}

/* Over time. */
let cursors = [], timeAt = () => 0, leftOf = () => 0;

function panels() {
  const box = $('panels');
  box.replaceChildren();
  cursors = [];
  const run = runOf(state.policy), load = data.loads[state.shape];
  if (!run || !load) { element(box, 'p', {}, 'This run failed.'); return; }
  const beside = state.beside && state.beside !== state.policy ? runOf(state.beside) : undefined;
  const given = load.targets[state.target], target = run.targets[state.target];
  const other = beside && beside.targets[state.target];
  const count = given.rate.length, seconds = count * load.step;
  const width = box.clientWidth || 800;
  const x = scale(0, count, LEFT, width - RIGHT);
  leftOf = at => x(at / load.step);
  timeAt = left => Math.max(0, Math.min(seconds - 1e-6, (left - LEFT) / (width - RIGHT - LEFT) * seconds));
  const missed = run => given.rate.map((rate, i) => rate === null ? null : rate * run.missed[i]);
  panel(box, 'Requests per second', [['load', 'load', 'box'], ['missed', 'missed a target', 'box']], 90, width, x, seconds, most([given.rate], 0.1) * 1.08, (svg, y) => {
    element(svg, 'path', { d: area(given.rate, x, y), fill: 'var(--load)', 'fill-opacity': 0.35 });
    element(svg, 'path', { d: area(missed(target), x, y), fill: 'var(--missed)', 'fill-opacity': 0.75 });
  });
  const keys = [['need', 'load, in full replicas', 'dash'], ['desired', 'desired', ''], ['ready', 'ready, the capacity', 'box']];
  if (other) keys.push(['beside', state.beside + ', ready', '']);
  panel(box, 'Replicas', keys, 150, width, x, seconds, most([given.needed, target.desired, target.existing, other ? other.ready : []], 1) * 1.1, (svg, y) => {
    element(svg, 'path', { d: area(target.ready, x, y), fill: 'var(--ready)', 'fill-opacity': 0.28 });
    line(svg, target.ready, x, y, 'ready', { 'stroke-width': 1.5 }, true);
    line(svg, target.existing, x, y, 'ready', { 'stroke-width': 1, 'stroke-opacity': 0.55, 'stroke-dasharray': '2 2' }, true);
    line(svg, target.desired, x, y, 'desired', { 'stroke-width': 2 }, true);
    if (other) line(svg, other.ready, x, y, 'beside', { 'stroke-width': 2 }, true);
    line(svg, given.needed, x, y, 'need', { 'stroke-width': 1.5, 'stroke-dasharray': '5 3' });
  });
  latency(box, 'Time to first token, p90', target.ttft, other && other.ttft, given.ttftLimit, width, x, seconds, 110);
  latency(box, 'Between tokens, mean of a request, p90', target.itl, other && other.itl, given.itlLimit, width, x, seconds, 70);
  panel(box, 'Requests at the replicas', [['load', 'running', 'box'], ['desired', 'waiting', '']].concat(other ? [['beside', state.beside + ', waiting', '']] : []), 80, width, x, seconds, most([target.running, target.waiting, other ? other.waiting : []], 1) * 1.08, (svg, y) => {
    element(svg, 'path', { d: area(target.running, x, y), fill: 'var(--load)', 'fill-opacity': 0.35 });
    if (other) line(svg, other.waiting, x, y, 'beside', { 'stroke-width': 1.5 });
    line(svg, target.waiting, x, y, 'desired', { 'stroke-width': 1.5 });
  }, true);
  point(state.at === null ? worstTime(given, target, load.step) : state.at);
}

/* Where most requests miss, else where it asks for most, so that what is seen first is worth a look. */
function worstTime(given, target, step) {
  const misses = target.missed.map((share, i) => share * given.rate[i]);
  const values = misses.some(value => value > 0) ? misses : target.desired;
  return values.indexOf(most([values], 0)) * step;
}

function line(svg, values, x, y, color, more, steps) {
  element(svg, 'path', { d: path(values, steps ? x : i => x(i + 0.5), y, steps), fill: 'none', stroke: `var(--${color})`, 'stroke-linejoin': 'round', ...more });
}

function panel(box, title, keys, height, width, x, seconds, top, draw, last) {
  frame(box, title, keys, height, width, seconds, scale(0, top, height - 4, 6), ticks(0, top, height > 100 ? 5 : 3).filter(tick => height < 100 || tick % 1 === 0).map(tick => [tick, String(+tick.toPrecision(3))]), draw, last);
}

function latency(box, title, values, others, limit, width, x, seconds, height) {
  const known = values.concat(others || []).filter(value => value !== null && value > 0);
  const low = Math.min(limit / 4, ...known), high = Math.max(limit * 2, ...known) * 1.15;
  const y = logScale(low, high, height - 4, 6);
  const marks = [];
  for (let power = Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
    const mark = Math.pow(10, power);
    marks.push(...(high / low < 30 ? [mark, 3 * mark] : [mark]).filter(value => value >= low && value <= high));
  }
  const unit = value => value >= 1000 ? value / 1000 + ' s' : value + ' ms';
  const keys = [['ready', state.policy, '']].concat(others ? [['beside', state.beside, '']] : [], [['limit', 'target ' + unit(limit), 'dash']]);
  frame(box, title, keys, height, width, seconds, y, marks.map(mark => [mark, unit(mark)]), svg => {
    element(svg, 'line', { x1: LEFT, x2: width - RIGHT, y1: y(limit), y2: y(limit), stroke: 'var(--limit)', 'stroke-dasharray': '5 3' });
    if (others) line(svg, others, x, y, 'beside', { 'stroke-width': 1.5 });
    line(svg, values, x, y, 'ready', { 'stroke-width': 1.75 });
  });
}

function frame(box, title, keys, height, width, seconds, y, marks, draw, last) {
  const figure = element(box, 'figure');
  const caption = element(figure, 'figcaption', {}, title);
  for (const [color, text, kind] of keys) {
    const key = element(caption, 'span', { class: 'key' });
    element(key, 'i', { class: kind, style: kind === 'box' ? `background: var(--${color})` : `border-color: var(--${color})` });
    key.append(text);
  }
  const whole = height + (last ? 18 : 0);
  const svg = element(figure, 'svg', { viewBox: `0 0 ${width} ${whole}`, height: whole });
  for (const [mark, text] of marks) {
    element(svg, 'line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(mark), y2: y(mark) });
    element(svg, 'text', { x: LEFT - 6, y: y(mark) + 4, 'text-anchor': 'end' }, text);
  }
  for (const at of timeTicks(seconds, width / 90)) {
    element(svg, 'line', { class: 'grid', x1: leftOf(at), x2: leftOf(at), y1: 4, y2: height });
    if (last) element(svg, 'text', { x: leftOf(at), y: height + 14, 'text-anchor': 'middle' }, at < 3600 * 6 ? at / 60 + ' min' : at / 3600 + ' h');
  }
  draw(svg, y);
  element(svg, 'line', { class: 'axis', x1: LEFT, x2: width - RIGHT, y1: height - 4, y2: height - 4 });
  cursors.push(element(svg, 'line', { class: 'cursor', y1: 2, y2: height, x1: -9, x2: -9 }));
}

/* What was the case at a time, and why. */
function point(at) {
  state.at = at;
  const left = leftOf(at);
  for (const cursor of cursors) { cursor.setAttribute('x1', left); cursor.setAttribute('x2', left); }
  const load = data.loads[state.shape], given = load.targets[state.target];
  const i = Math.min(given.rate.length - 1, Math.floor(at / load.step));
  const box = $('readout');
  box.replaceChildren();
  element(box, 'div', { class: 'at' }, clock(at));
  for (const policy of [state.policy].concat(state.beside && state.beside !== state.policy ? [state.beside] : [])) {
    const run = runOf(policy);
    if (!run) continue;
    const target = run.targets[state.target];
    const list = element(box, 'dl');
    const fact = (name, text, bad) => { element(list, 'dt', {}, name); element(list, 'dd', bad ? { class: 'bad' } : {}, text); };
    fact('policy', policy);
    fact('load', round(given.rate[i], 1) + ' requests/s');
    if (given.needed[i] !== null) fact('that is', round(given.needed[i], 1) + ' full replicas');
    fact('desired', round(target.desired[i], 0));
    fact('ready', round(target.ready[i], 0) + ' of ' + round(target.existing[i], 0));
    fact('running', round(target.running[i], 0));
    fact('waiting', round(target.waiting[i], 0));
    fact('TTFT p90', target.ttft[i] === null ? '-' : round(target.ttft[i] / 1000, 2) + ' s', target.ttft[i] > given.ttftLimit);
    fact('between tokens', target.itl[i] === null ? '-' : round(target.itl[i], 0) + ' ms', target.itl[i] > given.itlLimit);
    fact('missed', round(target.missed[i] * 100, 0) + ' %', target.missed[i] > 0);
    reason(box, run, at + load.step);
  }
}

function reason(box, run, at) {
  const notes = run.notes.filter(note => note[1] === state.target && note[0] < at);
  if (!notes.length) return;
  const [seconds, , desired, held, sentence] = notes[notes.length - 1];
  const why = element(box, 'p', { class: 'why' });
  element(why, 'b', {}, (held ? 'held at ' : 'wants ') + desired + ', decided at ' + clock(seconds));
  why.append(data.sentences[sentence]);
}

function table() {
  const box = $('scores');
  box.replaceChildren();
  const used = COLUMNS.filter(([key]) => scoresOf(state.shape).some(score => score[key]));
  const head = element(element(box, 'thead'), 'tr');
  element(head, 'th', {}, 'policy');
  for (const [, title] of used) element(head, 'th', {}, title);
  const body = element(box, 'tbody');
  for (const score of scoresOf(state.shape)) {
    const row = element(body, 'tr', score.policy === state.policy ? { class: 'chosen' } : {});
    element(row, 'td', {}, score.policy);
    for (const [key, , text] of used) {
      const cell = element(row, 'td', {}, score[key] ? text(score[key][0]) : '-');
      if (score[key] && score[key][1] && ['attainment', 'averageReplicas', 'costCents'].includes(key)) {
        element(cell, 'small', {}, ' ±' + text(score[key][1]).replace(/[ %$]/g, ''));
      }
    }
    row.addEventListener('click', () => choose({ policy: score.policy }));
  }
}

/* What is chosen is in the address, so that it can be passed on. */
function remember() {
  const { shape, policy, beside } = state;
  try {
    history.replaceState(null, '', '#' + new URLSearchParams({ shape, policy, beside }));
  } catch (refused) { /* some browsers keep the address of a file as it is */ }
}

function recall() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (data.shapes.includes(given.get('shape'))) state.shape = given.get('shape');
  for (const name of ['policy', 'beside']) if (data.policies.includes(given.get(name))) state[name] = given.get(name);
}

/* Of several targets, the one where most requests miss. */
function worstTarget() {
  const run = runOf(state.policy), load = data.loads[state.shape];
  if (!run || !load) return 0;
  const misses = run.targets.map((target, i) =>
    target.missed.reduce((sum, share, step) => sum + share * load.targets[i].rate[step], 0));
  return misses.indexOf(Math.max(...misses));
}

function choose(change) {
  const elsewhere = 'shape' in change && change.shape !== state.shape;
  if (elsewhere) state.at = null;
  Object.assign(state, change);
  if (elsewhere) state.target = worstTarget();
  draw();
  remember();
}

function draw() { controls(); paretos(); panels(); table(); }

for (const id of ['shape', 'policy', 'beside']) $(id).addEventListener('change', event => choose({ [id]: event.target.value }));
$('target').addEventListener('change', event => choose({ target: Number(event.target.value) }));
$('controls').addEventListener('submit', event => event.preventDefault());
$('panels').addEventListener('pointermove', event => {
  if (!runOf(state.policy)) return;
  point(timeAt(event.clientX - $('panels').getBoundingClientRect().left));
});
$('panels').addEventListener('keydown', event => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by || !runOf(state.policy)) return;
  event.preventDefault();
  const load = data.loads[state.shape];
  const end = load.targets[state.target].rate.length * load.step - 1;
  point(Math.max(0, Math.min(end, state.at + by * load.step)));
});
let pending = 0;
window.addEventListener('resize', () => { cancelAnimationFrame(pending); pending = requestAnimationFrame(draw); });
about();
recall();
state.target = worstTarget();
draw();
