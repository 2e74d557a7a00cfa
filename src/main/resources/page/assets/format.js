/* Numbers and times, the same for every locale; times are in the browser's time zone. */
const SPACE = '\u00a0';
export const NOTHING = '–';
const known = value => value !== null && value !== undefined && Number.isFinite(value);

function fixed(value, decimals) {
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** About three digits: 1,240, 412, 12.4, 3.20, 0.035. */
export function number(value) {
  if (!known(value)) return NOTHING;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 99.95) return fixed(value, 0);
  if (size >= 9.995) return fixed(value, 1);
  if (size >= 0.095) return fixed(value, 2);
  return String(Number(value.toPrecision(2)));
}

/** Three digits, whatever the size: for parameters that are compared. */
export const precise = value => known(value) ? String(Number(value.toPrecision(3))) : NOTHING;

export const count = value => known(value) ? fixed(value, 0) : NOTHING;
export const rate = value => known(value) ? number(value) + '/s' : NOTHING;

/** 412 ms, 31.4 ms, 1.24 s; whole ones without decimals. */
export function millis(value) {
  if (!known(value)) return NOTHING;
  if (value >= 99_950) return short(value / 1000, 0) + SPACE + 's';
  if (value >= 9_995) return short(value / 1000, 1) + SPACE + 's';
  if (value >= 999.5) return short(value / 1000, 2) + SPACE + 's';
  return short(value, value < 99.95 ? 1 : 0) + SPACE + 'ms';
}

function short(value, decimals) {
  return Number.isInteger(value) ? fixed(value, 0) : fixed(value, decimals);
}

/** A value and its limit, e.g. 412 and / 500 ms: the unit is told once where it is the same, the limit in short. */
export function withLimit(text, limitText) {
  const limit = limitText.replace(/(\.\d*?)0+(?=\D|$)/, '$1').replace(/\.(?=\D|$)/, '');
  const unit = /[^\d,.]+$/.exec(limit);
  return unit && text.endsWith(unit[0]) ? [text.slice(0, -unit[0].length), '/ ' + limit] : [text, '/ ' + limit];
}

export function dollars(cents) {
  if (!known(cents)) return NOTHING;
  const amount = Math.abs(cents) / 100;
  return (cents < 0 ? '−' : '') + '$' + fixed(amount, amount >= 9_999.995 ? 0 : 2);
}

export const perHour = cents => known(cents) ? dollars(cents) + '/h' : NOTHING;
export const percent = share => known(share) ? fixed(share * 100, 0) + SPACE + '%' : NOTHING;

/** 12 s, 4 min, 3 h 20 min, 2 d 4 h. */
export function duration(seconds) {
  if (!known(seconds)) return NOTHING;
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 90) return whole + SPACE + 's';
  const minutes = Math.round(whole / 60);
  if (minutes < 90) return minutes + SPACE + 'min';
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return two(hours, 'h', minutes % 60, 'min');
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function two(large, largeUnit, small, smallUnit) {
  return large + SPACE + largeUnit + (small ? ' ' + small + SPACE + smallUnit : '');
}

const pad = value => String(value).padStart(2, '0');
const day = date => date.getFullYear() + '-' + pad(date.getMonth() + 1) + '-' + pad(date.getDate());

/** 14:03 of epoch seconds. */
export function hourMinute(epochSeconds) {
  const date = new Date(epochSeconds * 1000);
  return pad(date.getHours()) + ':' + pad(date.getMinutes());
}

/** 14:03:12, with the day where that is not today. */
export function moment(time) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return NOTHING;
  const clock = pad(date.getHours()) + ':' + pad(date.getMinutes()) + ':' + pad(date.getSeconds());
  return day(date) === day(new Date()) ? clock : day(date) + ' ' + clock;
}

/** The browser's time zone, such as Europe/Berlin. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'local time';
export { known };
