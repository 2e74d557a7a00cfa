/* Which charts a variant has, and the lines of each. */
import { millis, number, perHour, rate, count } from './format.js';

const latency = (id, title) => ({
  id, title, text: millis, height: 120,
  series: [{ key: id + 'Millis', label: 'measured', colour: '--load', width: 2 },
    { key: id + 'TargetMillis', label: 'target', colour: '--limit', dash: [6, 4], width: 1.5 }],
});

export const CHARTS = [
  { id: 'load', title: 'Load', text: rate, axis: number, height: 180, series: [
    { key: 'capacityPerSecond', label: 'capacity', colour: '--capacity', step: true, fill: '--capacity-fill' },
    { key: 'plannedPerSecond', label: 'planned for', colour: '--planned', dash: [5, 4], width: 1.5 },
    { key: 'arrivalPerSecond', label: 'measured', colour: '--load', width: 2 }] },
  { id: 'replicas', title: 'Replicas', text: count, height: 130, series: [
    { key: 'ready', label: 'ready', colour: '--ready', step: true, width: 2, fill: '--ready-fill' },
    { key: 'current', label: 'current', colour: '--capacity', step: true, width: 1.5, dash: [2, 3] },
    { key: 'desired', label: 'desired', colour: '--desired', step: true, width: 2 }] },
  latency('ttft', 'Time to first token'),
  latency('itl', 'Inter-token latency'),
  { id: 'cost', title: 'Cost', text: perHour, height: 110, series: [
    { key: 'costCentsPerHour', label: 'of its replicas', colour: '--cost', step: true, width: 2,
      fill: '--cost-fill' }] },
];

/** The columns of a chart: a target is a line through all times; a series that is not there is unknown. */
export function columns(chart, history) {
  return [history.t, ...chart.series.map(({ key }) => Array.isArray(history[key])
    ? history[key] : history.t.map(() => history[key] ?? null))];
}
