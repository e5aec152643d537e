import { byId, element, setText, setAttribute, KeyedTable } from './dom.js';
import { act } from './api.js';
import { confirmed, perform } from './dialogs.js';
import * as format from './format.js';

function stateOf(peer) {
  const retry = peer.retryInSeconds != null ? `next try in ${format.duration(Math.ceil(peer.retryInSeconds))}` : '';
  if (peer.draining) return ['Draining', 'warn', ''];
  if (peer.paused) return ['Paused', 'warn', ''];
  if (peer.circuit === 'open') return ['Circuit open', 'bad', retry];
  if (peer.circuit === 'halfOpen') return ['Trying again', 'warn', ''];
  if (peer.circuit === 'unknown') return ['No answer', 'bad', ''];
  if (peer.failures > 0) return ['Failing', 'warn', retry];
  return ['Ready', 'ok', ''];
}

const post = (peer, action, body, wait) => act(`api/peers/${encodeURIComponent(peer.name)}/${action}`, body, wait);

async function echo(button, peer) {
  await perform(button, async () => {
    const report = await post(peer, 'echo', null, 15000);
    return {
      text: report.succeeded
        ? `${report.peer} answered the echo in ${format.milliseconds(report.elapsedMilliseconds)}.`
        : `${report.peer} did not answer the echo: ${report.message}`,
      isBad: !report.succeeded,
    };
  });
}

async function pauseOrResume(button, peer) {
  await perform(button, async () => ({ text: (await post(peer, peer.paused ? 'resume' : 'pause')).message }));
}

async function drain(button, peer) {
  const answer = await confirmed({
    title: `Drain ${peer.name}?`,
    text: `It takes no new requests and finishes the ${format.plural(peer.queued + peer.inFlight, 'request')} it has. What is left after the grace period fails. Then its client starts afresh.`,
    button: 'Drain peer',
    grace: 30,
  });
  if (answer) {
    await perform(button, async () => ({ text: (await post(peer, 'drain', { graceSeconds: answer.grace })).message }));
  }
}

const table = new KeyedTable(byId('peers'), [
  {
    title: 'Peer', name: 'who',
    make: cell => cell.append(element('strong'), element('small', { class: 'quiet' })),
    update: (cell, peer) => {
      setText(cell.firstChild, peer.name);
      setText(cell.lastChild, `${peer.calledAETitle} at ${peer.address}`);
    },
  },
  {
    title: 'State and last error', name: 'state',
    make: cell => cell.append(element('span'), element('small', { class: 'quiet' }), element('small', { class: 'trouble quiet' })),
    update: (cell, peer) => {
      const [text, kind, more] = stateOf(peer);
      setText(cell.firstChild, text);
      setAttribute(cell.firstChild, 'class', `pill ${kind}`);
      setText(cell.children[1], more);
      setText(cell.lastChild, peer.lastError ? `Last error: ${peer.lastError}` : '');
      setAttribute(cell.lastChild, 'title', peer.lastError);
    },
  },
  { title: 'Queued', name: 'number', update: (cell, peer) => setText(cell, format.count(peer.queued)) },
  { title: 'In flight', name: 'number', update: (cell, peer) => setText(cell, format.count(peer.inFlight)) },
  { title: 'Associations', name: 'number', update: (cell, peer) => setText(cell, `${peer.openAssociations + peer.openingAssociations} of ${peer.maximumAssociations}`) },
  {
    title: 'Done', name: 'number',
    make: cell => cell.append(element('span'), element('small', { class: 'quiet' })),
    update: (cell, peer) => {
      setText(cell.firstChild, format.count(peer.completed));
      setText(cell.lastChild, peer.notCompleted > 0 ? `${format.count(peer.notCompleted)} failed` : '');
    },
  },
  {
    title: 'Actions', name: 'actions',
    make: (cell, peer) => cell.append(
      element('button', { type: 'button', class: 'small', click: event => echo(event.currentTarget, peer()) }, 'Echo'), ' ',
      element('button', { type: 'button', class: 'small', click: event => pauseOrResume(event.currentTarget, peer()) }, 'Pause'), ' ',
      element('button', { type: 'button', class: 'danger small', click: event => drain(event.currentTarget, peer()) }, 'Drain …')),
    update: (cell, peer) => {
      const [echoButton, pauseButton, drainButton] = cell.querySelectorAll('button');
      setText(pauseButton, peer.paused ? 'Resume' : 'Pause');
      setAttribute(echoButton, 'aria-label', `Echo ${peer.name}`);
      setAttribute(pauseButton, 'aria-label', `${peer.paused ? 'Resume' : 'Pause'} ${peer.name}`);
      setAttribute(drainButton, 'aria-label', `Drain ${peer.name} …`);
    },
  },
], peer => peer.name);

export function showPeers(peers) {
  table.update(peers.rows);
  setText(byId('p-count'), peers.rows.length > 0 ? format.count(peers.rows.length) : '');
  byId('peers').hidden = peers.rows.length === 0;
  byId('p-empty').hidden = peers.rows.length > 0;
}
