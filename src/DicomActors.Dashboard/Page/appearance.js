import { byId, setText } from './dom.js';

const key = 'dicomactors-theme';
const order = ['', 'light', 'dark'];

function show(choice) {
  setText(byId('theme'), `Appearance: ${choice || 'auto'}`);
  if (choice) document.documentElement.dataset.theme = choice;
  else delete document.documentElement.dataset.theme;
}

export function startAppearance() {
  show(document.documentElement.dataset.theme ?? '');
  byId('theme').addEventListener('click', () => {
    const choice = order[(order.indexOf(document.documentElement.dataset.theme ?? '') + 1) % order.length];
    if (choice) localStorage.setItem(key, choice);
    else localStorage.removeItem(key);
    show(choice);
  });
}
