/* uPlot, loaded when the first chart is drawn, in the colours of the page. */
import { el } from './dom.js';
import { hourMinute } from './format.js';
import { colour } from './theme.js';

const SYNC = 'variant';
const AXIS_WIDTH = 58;
const ROOM_ABOVE = 1.12;
let loading = null;

/** A classic script: what it defines is `window.uPlot`. */
export function loadPlotter() {
  loading ||= new Promise((done, failed) => {
    document.head.append(el('link', { rel: 'stylesheet', href: 'assets/uPlot.min.css' }),
      el('script', { src: 'assets/uPlot.iife.min.js', load: done,
        error: () => { loading = null; failed(new Error('uPlot could not be loaded')); } }));
  });
  return loading;
}

/** `{show(columns, [from, to]), destroy()}`; `at(index or null)` hears where the cursor is. */
export function plot(host, chart, at) {
  const { uPlot } = window;
  const size = () => ({ width: Math.max(120, host.clientWidth), height: chart.height });
  const drawing = new uPlot(options(uPlot, chart, size(), at), [[]], host);
  const watcher = new ResizeObserver(() => drawing.setSize(size()));
  watcher.observe(host);
  return {
    show(columns, [min, max]) {
      drawing.batch(() => {
        drawing.setData(columns, false);
        drawing.setScale('x', { min, max });
      });
    },
    destroy() {
      watcher.disconnect();
      drawing.destroy();
    },
  };
}

function options(uPlot, chart, size, at) {
  const axis = { stroke: colour('--soft'), font: '11px ' + getComputedStyle(document.body).fontFamily, gap: 6,
    grid: { stroke: colour('--grid'), width: 1 }, ticks: { show: false } };
  const text = chart.axis || chart.text;
  return {
    ...size,
    padding: [8, 6, 0, 0],
    legend: { show: false },
    cursor: { y: false, sync: { key: SYNC }, drag: { x: false, y: false }, points: { size: 7 } },
    scales: { x: { time: true }, y: { range: (self, low, high) => [0, high > 0 ? high * ROOM_ABOVE : 1] } },
    axes: [
      { ...axis, size: 24, space: 64, values: (self, times) => times.map(hourMinute) },
      { ...axis, size: AXIS_WIDTH, space: 22, values: (self, values) => values.map(value => text(value)),
        incrs: chart.id === 'replicas' ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] : undefined },
    ],
    series: [{}, ...chart.series.map(series => line(uPlot, series))],
    hooks: { setCursor: [self => at(self.cursor.left >= 0 ? self.cursor.idx : null)] },
  };
}

function line(uPlot, { colour: property, width = 1, dash, step, fill }) {
  return {
    stroke: colour(property), width, dash, fill: fill ? colour(fill) : undefined,
    paths: step ? uPlot.paths.stepped({ align: 1 }) : uPlot.paths.linear(), points: { show: false }, spanGaps: false,
  };
}
