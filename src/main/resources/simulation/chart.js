'use strict';
/* Drawing: elements, scales, lines. */
const SVG = 'http://www.w3.org/2000/svg';

function element(parent, name, attributes, text) {
  const node = parent instanceof SVGElement || name === 'svg'
    ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  parent.append(node);
  return node;
}

function scale(from, to, start, end) {
  const span = to - from || 1;
  return value => start + (value - from) / span * (end - start);
}

function logScale(from, to, start, end) {
  const by = scale(Math.log(from), Math.log(to), start, end);
  return value => by(Math.log(Math.max(value, from)));
}

/* About so many round numbers. */
function ticks(from, to, count) {
  const raw = (to - from) / count || 1;
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 5, 10].map(by => by * power).find(by => by >= raw);
  const all = [];
  for (let value = Math.ceil(from / step) * step; value <= to + step * 1e-6; value += step) all.push(value);
  return all;
}

function timeTicks(seconds, count) {
  const steps = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800];
  const step = steps.find(by => seconds / by <= count) || 86400;
  const all = [];
  for (let at = 0; at <= seconds; at += step) all.push(at);
  return all;
}

function clock(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes + ':' + String(Math.round(seconds - minutes * 60)).padStart(2, '0');
}

function round(value, decimals) {
  return value === null || value === undefined ? '-' : value.toLocaleString('en', {
    minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/* The path of a line; steps hold their value to the next. */
function path(values, x, y, steps) {
  let text = '';
  let drawing = false;
  values.forEach((value, i) => {
    if (value === null) { drawing = false; return; }
    const left = x(i).toFixed(1);
    const top = y(value).toFixed(1);
    text += drawing ? (steps ? 'H' + left + 'V' + top : 'L' + left + ',' + top) : 'M' + left + ',' + top;
    if (steps && (i + 1 === values.length || values[i + 1] === null)) text += 'H' + x(i + 1).toFixed(1);
    drawing = true;
  });
  return text;
}

function area(values, x, y) {
  let text = 'M' + x(0).toFixed(1) + ',' + y(0).toFixed(1);
  values.forEach((value, i) => {
    text += 'V' + y(value || 0).toFixed(1) + 'H' + x(i + 1).toFixed(1);
  });
  return text + 'V' + y(0).toFixed(1) + 'Z';
}

function most(lists, least) {
  let max = least;
  for (const list of lists) for (const value of list) if (value !== null && value > max) max = value;
  return max;
}
