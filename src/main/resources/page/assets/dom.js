/* Elements without HTML strings, and changes only where something changed. */
const SVG = 'http://www.w3.org/2000/svg';

/** An element; attributes that are functions listen, `text` is its text, false and null are left out. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(key, value);
    else if (key === 'text') node.textContent = value;
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

/** A number for the style sheet, such as the length of a bar. */
export function setNumber(node, property, value) {
  const text = value.toFixed(3);
  if (node.style.getPropertyValue(property) !== text) node.style.setProperty(property, text);
}

export const byId = id => document.getElementById(id);

/** Runs `task` once, `millis` after the last call. */
export function debounced(task, millis) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => task(...values), millis);
  };
}

/** Tells screen readers, without moving anything. */
export function announce(text) {
  setText(byId('announce'), text);
}
