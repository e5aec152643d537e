import { byId, element, setText, setAttribute, KeyedTable, updateFacts, announce } from './dom.js';
import { act } from './api.js';
import { confirmed, perform } from './dialogs.js';
import { sumOfFailures } from './plots.js';
import * as format from './format.js';

let warningsBefore = '';
let status = null;

const usage = (value, limit) => limit == null ? `${format.count(value)}, no limit` : `${format.count(value)} of ${format.count(limit)}`;

const listeners = new KeyedTable(byId('listeners'), [
  {
    title: 'Listener', name: 'who',
    make: cell => cell.append(element('strong'), element('small', { class: 'quiet' })),
    update: (cell, row) => {
      setText(cell.firstChild, row.name);
      setText(cell.lastChild, row.endPoints.map(one => `${one.address}${one.tls ? ' (TLS)' : ''}`).join(', ') || 'not bound');
    },
  },
  {
    title: 'Connections', name: 'use',
    make: cell => cell.append(element('span'), element('progress', { max: 1, value: 0, 'aria-hidden': 'true' })),
    update: (cell, row) => {
      setText(cell.firstChild, usage(row.connections, row.limits.maximumConnections));
      cell.lastChild.hidden = row.limits.maximumConnections == null;
      cell.lastChild.value = row.connections / (row.limits.maximumConnections ?? 1);
    },
  },
  { title: 'Silent', name: 'number', update: (cell, row) => setText(cell, usage(row.unassociated, row.limits.maximumUnassociated)) },
  { title: 'Accepted', name: 'number', update: (cell, row) => setText(cell, format.count(row.accepted)) },
  { title: 'Over a limit', name: 'number', update: (cell, row) => setText(cell, format.count(row.overLimit)) },
  { title: 'Refused', name: 'number', update: (cell, row) => setText(cell, format.count(row.refused + row.denied)) },
  {
    title: 'Further limits', name: 'wide',
    update: (cell, row) => setText(cell, [
      row.limits.maximumConnectionsPerAddress && `${format.count(row.limits.maximumConnectionsPerAddress)} per address`,
      row.limits.maximumAssociationsPerCallingAETitle && `${format.count(row.limits.maximumAssociationsPerCallingAETitle)} per calling AE title`,
    ].filter(Boolean).join(', ') || 'none'),
  },
], row => row.name);

function showState() {
  const [text, kind] = status.drained ? ['Drained', 'quiet'] : status.draining ? ['Draining', 'warn'] : status.warnings.length > 0 ? ['Needs a look', 'warn'] : ['All well', 'ok'];
  setText(byId('node-state'), text);
  setAttribute(byId('node-state'), 'class', `pill ${kind}`);
  byId('drain').disabled = status.draining;
  byId('reload').hidden = !status.canReload;
}

function showWarnings(warnings) {
  byId('warnings').hidden = warnings.length === 0;
  const joined = warnings.join('\n');
  if (joined === warningsBefore) return;
  byId('warnings').firstElementChild.replaceChildren(...warnings.map(warning => element('li', {}, warning)));
  const fresh = warnings.filter(warning => !warningsBefore.split('\n').includes(warning));
  if (fresh.length > 0) announce(`Warning: ${fresh[0]}${fresh.length > 1 ? ` And ${fresh.length - 1} more.` : ''}`);
  warningsBefore = joined;
}

export function showNode(now) {
  status = now;
  const { totals, rates } = status;
  document.title = `${status.warnings.length > 0 ? '(!) ' : ''}${status.name} · DicomActors`;
  setText(byId('node-name'), status.name);
  setText(byId('node-about'), `DicomActors ${status.version} · ${status.runtime} · up ${format.duration(status.uptimeSeconds)}`);
  showState();
  showWarnings(status.warnings);
  setText(byId('f-connections'), format.count(status.connections));
  setText(byId('f-connections-of'), `of ${format.count(status.maximumConnections)}`);
  setText(byId('f-received'), format.rate(rates.bytesReceivedPerSecond));
  setText(byId('f-received-all'), `${format.bytes(totals.bytesReceived)} in all`);
  setText(byId('f-sent'), format.rate(rates.bytesSentPerSecond));
  setText(byId('f-sent-all'), `${format.bytes(totals.bytesSent)} in all`);
  setText(byId('f-in'), format.perSecond(rates.requestsReceivedPerSecond));
  setText(byId('f-in-all'), `${format.count(totals.requestsReceived)} in all`);
  setText(byId('f-out'), format.perSecond(rates.requestsSentPerSecond));
  setText(byId('f-out-all'), `${format.count(totals.requestsCompleted + totals.requestsFailed)} in all`);
  setText(byId('f-failures'), format.count(sumOfFailures()));
  setText(byId('f-failures-all'), `${format.count(totals.requestsFailed + totals.requestsRefused)} in all`);
  listeners.update(status.listeners);
  byId('listeners').hidden = status.listeners.length === 0;
  byId('l-empty').hidden = status.listeners.length > 0;
  showTotals(totals);
}

function showTotals(totals) {
  setText(byId('t-since'), format.moment(status.startedAt));
  updateFacts(byId('totals'), [
    ['Connections opened', format.count(totals.connectionsOpened)],
    ['Associations established', format.count(totals.associationsEstablished)],
    ['Associations released', format.count(totals.associationsReleased)],
    ['Associations rejected', format.count(totals.associationsRejected)],
    ['Associations aborted', format.count(totals.associationsAborted)],
    ['Requests to peers, done', format.count(totals.requestsCompleted)],
    ['Requests to peers, failed', format.count(totals.requestsFailed)],
    ['Requests from peers', format.count(totals.requestsReceived)],
    ['Requests answered well', format.count(totals.requestsAnswered)],
    ['Requests answered with a failure', format.count(totals.requestsRefused)],
    ['Bytes received', format.bytes(totals.bytesReceived)],
    ['Bytes sent', format.bytes(totals.bytesSent)],
  ]);
}

async function drain() {
  const answer = await confirmed({
    title: `Drain ${status?.name ?? 'the node'}?`,
    text: 'Its ports close, queued requests and running associations are finished, and what is left after the grace period is aborted. It takes work again only after a restart.',
    button: 'Drain node',
    grace: 30,
  });
  if (answer) {
    await perform(byId('drain'), async () => ({ text: (await act('api/drain', { graceSeconds: answer.grace })).message }));
  }
}

function describe(report) {
  const applied = report.applied.length > 0 ? `Applied: ${report.applied.join('; ')}.` : 'Nothing has changed.';
  return report.needsRestart.length > 0 ? `${applied} Counts only after a restart: ${report.needsRestart.join('; ')}.` : applied;
}

export function startNode() {
  byId('drain').addEventListener('click', drain);
  byId('reload').addEventListener('click', () => perform(byId('reload'), async () => ({ text: describe(await act('api/reload')) })));
  byId('logout').hidden = sessionStorage.getItem('dicomactors-login') !== '1';
  byId('logout').addEventListener('click', async () => {
    await act('api/logout');
    sessionStorage.removeItem('dicomactors-login');
    location.assign('login');
  });
}
