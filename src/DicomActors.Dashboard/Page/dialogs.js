import { byId, element, announce } from './dom.js';

const confirmDialog = byId('confirm');

/** Asks before something that cannot be undone. Resolves to null, or to { grace } where a grace period was asked for. */
export function confirmed({ title, text, button, grace }) {
  byId('confirm-title').textContent = title;
  byId('confirm-text').textContent = text;
  byId('confirm-yes').textContent = button;
  byId('confirm-grace').hidden = grace == null;
  byId('confirm-seconds').disabled = grace == null;
  if (grace != null) byId('confirm-seconds').value = grace;
  confirmDialog.returnValue = '';
  confirmDialog.showModal();
  return new Promise(resolve => confirmDialog.addEventListener('close', () => resolve(
    confirmDialog.returnValue === 'yes' ? { grace: Number(byId('confirm-seconds').value) } : null), { once: true }));
}

/** Shows what came of an action: good news goes by itself, bad news stays until it is dismissed. */
export function toast(text, isBad = false) {
  const message = element('div', { class: `toast ${isBad ? 'bad' : 'ok'}` }, element('p', {}, text));
  message.append(element('button', { type: 'button', class: 'plain', 'aria-label': `Dismiss: ${text}`, click: () => message.remove() }, 'Dismiss'));
  const toasts = byId('toasts');
  toasts.append(message);
  while (toasts.children.length > 4) toasts.firstElementChild.remove();
  announce(text);
  if (!isBad) setTimeout(() => message.remove(), 10000);
}

/** Does an action, not twice at a time by the same button, and says what came of it. */
export async function perform(button, action) {
  if (button.hasAttribute('aria-disabled')) return;
  button.setAttribute('aria-disabled', 'true');
  try {
    const { text, isBad } = await action();
    toast(text, isBad);
  } catch (error) {
    toast(error.name === 'TimeoutError' || error.name === 'TypeError' ? 'The node does not answer.' : error.message, true);
  } finally {
    button.removeAttribute('aria-disabled');
  }
}
