import { byId, element, setText } from './dom.js';
import * as format from './format.js';

const kept = 1000;
const shown = 200;
const severities = { info: 0, warning: 1, error: 2 };

let events = [];
let last = 0;
let paused = false;
let waiting = 0;

export const eventsPath = () => `api/events?after=${last}&limit=500`;

export function takeEvents(rows) {
  if (rows.last < last) {
    // The node was started again: its numbers begin anew.
    events = [];
  }

  last = rows.last;
  if (rows.rows.length === 0) return;
  events = events.concat(rows.rows).slice(-kept);
  if (paused) {
    waiting += rows.rows.length;
    setText(byId('e-pause'), `Resume (${format.count(waiting)} new)`);
  } else {
    render();
  }
}

function matches(event) {
  const text = byId('e-filter').value.trim().toLowerCase();
  const kind = byId('e-kind').value;
  const severity = byId('e-severity').value;
  return (!kind || event.kind === kind)
    && (!severity || severities[event.severity] >= severities[severity])
    && (!text || `${event.peer ?? ''} ${event.text}`.toLowerCase().includes(text));
}

function entry(event) {
  const made = element('li', { 'data-number': event.number, class: event.severity },
    element('time', { datetime: event.time }, format.clock(event.time)),
    element('span', { class: 'what' },
      ...(event.severity === 'info' ? [] : [element('span', { class: `mark ${event.severity}` }, event.severity === 'error' ? 'Error' : 'Warning'), ' ']),
      ...(event.peer ? [element('b', {}, event.peer), ' '] : []),
      event.text));
  return made;
}

function render() {
  const list = byId('events');
  const wanted = events.filter(matches).slice(-shown).reverse();
  const have = new Map([...list.children].map(item => [Number(item.dataset.number), item]));
  let before = list.firstElementChild;
  for (const event of wanted) {
    const item = have.get(event.number);
    have.delete(event.number);
    if (item && item === before) before = before.nextElementSibling;
    else list.insertBefore(item ?? entry(event), before);
  }

  for (const item of have.values()) item.remove();
  list.parentElement.hidden = wanted.length === 0;
  byId('e-empty').hidden = wanted.length > 0;
  setText(byId('e-empty'), events.length > 0 ? 'No event matches the filter.' : 'Nothing has happened yet.');
}

export function startEvents() {
  for (const id of ['e-filter', 'e-kind', 'e-severity']) byId(id).addEventListener('input', render);
  byId('e-pause').addEventListener('click', () => {
    paused = !paused;
    waiting = 0;
    byId('e-pause').setAttribute('aria-pressed', String(paused));
    setText(byId('e-pause'), paused ? 'Resume' : 'Pause');
    if (!paused) render();
  });
}
