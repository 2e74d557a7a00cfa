/* Light, dark, or as the system is; kept where the browser keeps things. */
import { byId, setText } from './dom.js';

const THEMES = ['auto', 'light', 'dark'];
const KEY = 'wva-theme';
const listeners = new Set();

/** For what is drawn on a canvas, which knows no style sheet. */
export function onTheme(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch (refused) {
    return null;
  }
}

function keep(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch (refused) {
    // the choice lasts as long as the page
  }
}

function apply(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  setText(byId('theme'), 'Theme: ' + theme);
  for (const listener of listeners) listener();
}

export function startTheme() {
  let theme = THEMES.includes(stored()) ? stored() : 'auto';
  apply(theme);
  byId('theme').addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    keep(theme);
    apply(theme);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => apply(theme));
}

/** The colour of a custom property in the theme of the moment. */
export function colour(property) {
  const probe = byId('live');
  const before = probe.style.color;
  probe.style.color = `var(${property})`;
  const value = getComputedStyle(probe).color;
  probe.style.color = before;
  return value;
}
