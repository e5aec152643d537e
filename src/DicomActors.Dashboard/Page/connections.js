import { byId, element, setText, setAttribute, KeyedTable, updateFacts } from './dom.js';
import { act, look } from './api.js';
import { confirmed, perform, toast } from './dialogs.js';
import * as format from './format.js';

const pageSize = 50;
const phases = {
  connecting: ['Connecting', 'info'],
  awaitingAssociation: ['Waiting', 'info'],
  negotiating: ['Negotiating', 'info'],
  established: ['Established', 'ok'],
  releasing: ['Releasing', 'warn'],
  closed: ['Closed', 'quiet'],
};

let offset = 0;

const nameOf = row => row.callingAETitle ? `${row.callingAETitle} → ${row.calledAETitle}` : `Connection ${row.id}`;

const table = new KeyedTable(byId('connections'), [
  {
    title: 'Association', name: 'who',
    make: (cell, item) => cell.append(
      element('button', { type: 'button', class: 'link', click: () => showDetails(item().id) }),
      element('small', { class: 'quiet' })),
    update: (cell, row) => {
      setText(cell.firstChild, nameOf(row));
      setText(cell.lastChild, row.remoteEndPoint ?? 'no peer yet');
    },
  },
  {
    title: 'State', name: 'state',
    make: cell => cell.append(element('span'), element('small', { class: 'quiet' })),
    update: (cell, row) => {
      const [text, kind] = phases[row.phase] ?? [row.phase, 'quiet'];
      setText(cell.firstChild, text);
      setAttribute(cell.firstChild, 'class', `pill ${kind}`);
      setText(cell.lastChild, row.protocolState ?? '');
    },
  },
  { title: 'Our role', name: 'role', update: (cell, row) => setText(cell, row.role === 'requestor' ? 'Requestor' : 'Acceptor') },
  { title: 'Contexts', name: 'number', update: (cell, row) => setText(cell, format.count(row.contexts)) },
  {
    title: 'Requests', name: 'number',
    make: cell => cell.append(element('span'), element('small', { class: 'quiet' })),
    update: (cell, row) => {
      setText(cell.firstChild, format.count(row.ended + row.received));
      const open = row.outstanding + row.unanswered;
      setText(cell.lastChild, open > 0 ? `${format.count(open)} open` : '');
    },
  },
  {
    title: 'Rate', name: 'number rate',
    make: cell => cell.append(element('span'), element('span')),
    update: (cell, row) => {
      setText(cell.firstChild, row.bytesReceivedPerSecond == null ? '' : `in ${format.rate(row.bytesReceivedPerSecond)}`);
      setText(cell.lastChild, row.bytesSentPerSecond == null ? '' : `out ${format.rate(row.bytesSentPerSecond)}`);
      setAttribute(cell, 'data-busy', (row.bytesReceivedPerSecond ?? 0) + (row.bytesSentPerSecond ?? 0) > 0 ? 'yes' : null);
    },
  },
  { title: 'Age', name: 'number', update: (cell, row) => setText(cell, format.duration(row.ageSeconds)) },
  {
    title: 'Actions', name: 'actions',
    make: (cell, item) => cell.append(element('button', { type: 'button', class: 'danger small', click: event => abort(event.currentTarget, item()) }, 'Abort')),
    update: (cell, row) => setAttribute(cell.firstChild, 'aria-label', `Abort ${nameOf(row)}, connection ${row.id}`),
  },
], row => row.id);

export const connectionsPath = () => {
  const filter = byId('c-filter').value.trim();
  return `api/connections?limit=${pageSize}&offset=${offset}${filter && `&peer=${encodeURIComponent(filter)}`}`;
};

export function showConnections(rows) {
  if (offset > 0 && offset >= rows.matching) {
    offset = Math.max(0, Math.floor((rows.matching - 1) / pageSize) * pageSize);
  }

  table.update(rows.rows);
  const filtered = byId('c-filter').value.trim() !== '';
  setText(byId('c-count'), filtered ? `${format.count(rows.matching)} of ${format.count(rows.total)}` : format.count(rows.total));
  byId('connections').hidden = rows.rows.length === 0;
  byId('c-empty').hidden = rows.rows.length > 0;
  setText(byId('c-empty'), filtered ? 'No association matches the filter.' : 'No associations right now.');
  byId('c-pages').hidden = rows.matching <= pageSize;
  setText(byId('c-range'), `${format.count(rows.offset + 1)} to ${format.count(rows.offset + rows.rows.length)} of ${format.count(rows.matching)}`);
  byId('c-newer').disabled = rows.offset === 0;
  byId('c-older').disabled = rows.offset + pageSize >= rows.matching;
}

export function startConnections(refresh) {
  const turn = by => {
    offset = Math.max(0, offset + by);
    refresh();
  };
  byId('c-newer').addEventListener('click', () => turn(-pageSize));
  byId('c-older').addEventListener('click', () => turn(pageSize));
  byId('c-filter').addEventListener('input', () => {
    offset = 0;
    refresh();
  });
  byId('details-close').addEventListener('click', () => byId('details').close());
}

async function abort(button, row) {
  const open = row.outstanding + row.unanswered;
  const answer = await confirmed({
    title: `Abort ${nameOf(row)}?`,
    text: `Connection ${row.id} ends at once with A-ABORT.${open > 0 ? ` ${format.plural(open, 'open request')} will fail.` : ''} This cannot be undone.`,
    button: 'Abort association',
  });
  if (answer) {
    await perform(button, async () => ({ text: (await act(`api/connections/${row.id}/abort`)).message }));
  }
}

const contexts = new KeyedTable(byId('contexts'), [
  { title: 'SOP class', name: 'wide', update: (cell, row) => setText(cell, row.sopClass) },
  { title: 'Id', name: 'number', update: (cell, row) => setText(cell, String(row.id)) },
  { title: 'Transfer syntax', name: 'wide', update: (cell, row) => setText(cell, row.transferSyntax ?? '–') },
  { title: 'Result', name: 'result', update: (cell, row) => setText(cell, row.result) },
], row => row.id);

async function showDetails(id) {
  let detail;
  try {
    detail = await look(`api/connections/${id}`);
  } catch (error) {
    toast(error.message, true);
    return;
  }

  const row = detail.connection;
  setText(byId('details-title'), nameOf(row));
  updateFacts(byId('details-facts'), [
    ['Connection', String(row.id)],
    ['Our role', row.role],
    ['State', `${phases[row.phase]?.[0] ?? row.phase}${row.protocolState ? `, ${row.protocolState}` : ''}`],
    ['Peer', row.remoteEndPoint ?? '–'],
    ['Our end', row.localEndPoint ?? '–'],
    ['Implementation', detail.peerImplementation ?? '–'],
    ['Age', format.duration(row.ageSeconds)],
    ['Received', `${format.bytes(row.bytesReceived)} in ${format.plural(detail.messagesReceived, 'message')}`],
    ['Sent', `${format.bytes(row.bytesSent)} in ${format.plural(detail.messagesSent, 'message')}`],
    ['Our requests', `${format.count(row.ended)} ended, ${format.count(row.outstanding)} open, ${format.count(detail.queued)} queued`],
    ['Requests of the peer', `${format.count(row.received)}, ${format.count(row.unanswered)} unanswered, ${format.count(detail.waitingForHandler)} waiting for a handler`],
    ['Answered too late', format.count(detail.overdue)],
    ['Longest PDU', detail.maximumSentPduLength == null ? '–' : `${format.bytes(detail.maximumSentPduLength)} out, ${format.bytes(detail.maximumReceivedPduLength)} in`],
  ]);
  contexts.update(detail.contexts);
  byId('details').showModal();
}
