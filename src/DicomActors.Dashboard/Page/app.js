import { byId, setText, setAttribute, announce } from './dom.js';
import { look, Refused } from './api.js';
import { clock } from './format.js';
import { startAppearance } from './appearance.js';
import { connectionsPath, showConnections, startConnections } from './connections.js';
import { showPeers } from './peers.js';
import { eventsPath, takeEvents, startEvents } from './events.js';
import { plotsPath, takePoints, renderPlots, startPlots } from './plots.js';
import { showNode, startNode } from './node.js';

const interval = 1000;
const longestWait = 15000;

let failures = 0;
let timer = 0;
let turn = 0;
let seenAt = null;

/** Looks at everything once. Of two looks at a time, what the earlier one brings is dropped. */
async function refresh() {
  clearTimeout(timer);
  const mine = ++turn;
  let wait = interval;
  try {
    const [status, connections, peers, events, plots] = await Promise.all(
      ['api/status', connectionsPath(), 'api/peers', eventsPath(), plotsPath()].map(look));
    if (mine !== turn) return;
    takePoints(plots);
    showNode(status);
    showConnections(connections);
    showPeers(peers);
    takeEvents(events);
    renderPlots();
    found();
  } catch (error) {
    if (mine !== turn) return;
    wait = Math.min(longestWait, interval * 2 ** failures);
    lost(error);
  }

  timer = setTimeout(refresh, wait);
}

function lost(error) {
  failures++;
  // One hiccup is none.
  if (failures < 2) return;
  const banner = byId('lost');
  const reason = error instanceof Refused ? error.message : 'The node does not answer.';
  const since = seenAt ? ` The figures are from ${clock(seenAt)}.` : '';
  setText(banner, `Connection lost. ${reason}${since} Trying again by itself.`);
  banner.hidden = false;
  document.body.classList.add('stale');
  setText(byId('node-state'), 'Connection lost');
  setAttribute(byId('node-state'), 'class', 'pill bad');
}

function found() {
  if (failures >= 2) announce('Connected again.');
  failures = 0;
  seenAt = Date.now();
  byId('lost').hidden = true;
  document.body.classList.remove('stale');
}

startAppearance();
startConnections(refresh);
startEvents();
startPlots();
startNode();
document.addEventListener('visibilitychange', () => {
  if (document.hidden) clearTimeout(timer);
  else refresh();
});
refresh();
