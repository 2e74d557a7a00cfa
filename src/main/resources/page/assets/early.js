/* Before the first paint: the theme that was chosen, and a word where the modules cannot be loaded. */
(function () {
  let theme = null;
  try {
    theme = localStorage.getItem('wva-theme');
  } catch (refused) {
    // without storage the system's theme stays
  }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  addEventListener('error', event => {
    if (!(event.target instanceof HTMLScriptElement)) return;
    const notice = document.createElement('p');
    notice.className = 'notice bad';
    notice.setAttribute('role', 'alert');
    notice.textContent = 'Part of this page could not be loaded. Reload it; if that does not help, see the log.';
    document.getElementById('notices').replaceChildren(notice);
  }, true);
})();
