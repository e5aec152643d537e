// Runs before the page is painted, so that it never flashes in the other colours.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  const chosen = localStorage.getItem('dicomactors-theme');
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
})();
