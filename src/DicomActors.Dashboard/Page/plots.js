import { byId, element, setText } from './dom.js';
import * as format from './format.js';

const seconds = 600;
const namespace = 'http://www.w3.org/2000/svg';
const height = 190;
const margin = { left: 64, right: 10, top: 10, bottom: 24 };

let points = [];
let last = 0;

export const plotsPath = () => `api/plots?after=${last}`;

export function takePoints(series) {
  if (series.last < last) points = [];
  last = series.last;
  points = points.concat(series.points).slice(-seconds);
}

export const sumOfFailures = () => points.reduce((sum, point) => sum + point.failures, 0);

function svg(tag, attributes, ...children) {
  const made = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The least of 1, 2 or 5 times a power of ten that is not less. */
function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].find(step => step * power >= value) * power;
}

/** A line through the points that have a value, broken where none is. */
function line(values, x, y) {
  let path = '';
  let open = false;
  values.forEach((value, index) => {
    if (value == null) {
      open = false;
      return;
    }

    path += `${open ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    if (!open && values[index + 1] == null) path += 'h0.1';
    open = true;
  });
  return path;
}

class Plot {
  constructor(host, series, text, label, least) {
    this.host = host;
    this.series = series;
    this.text = text;
    this.label = label;
    this.least = least;
    this.picture = svg('svg', { role: 'img', 'aria-label': label, height, class: 'chart' });
    this.reading = element('p', { class: 'reading quiet' });
    host.append(this.picture, this.reading);
    this.at = null;
    this.picture.addEventListener('pointermove', event => this.#point(event));
    this.picture.addEventListener('pointerleave', () => {
      this.at = null;
      this.render();
    });
    new ResizeObserver(() => this.render()).observe(host);
  }

  render() {
    const width = Math.max(200, this.host.clientWidth);
    const inner = width - margin.left - margin.right;
    const values = this.series.map(one => points.map(one.of));
    const top = nice(Math.max(this.least, ...values.flat().filter(value => value != null)));
    const x = index => margin.left + inner * (seconds - points.length + index) / (seconds - 1);
    const y = value => margin.top + (height - margin.top - margin.bottom) * (1 - value / top);
    const parts = [];
    for (const share of [0, 0.5, 1]) {
      parts.push(svg('line', { class: 'grid', x1: margin.left, x2: width - margin.right, y1: y(top * share), y2: y(top * share) }));
      parts.push(svg('text', { class: 'tick', x: margin.left - 8, y: y(top * share) + 4, 'text-anchor': 'end' }, this.text(top * share)));
    }

    for (const minutes of [10, 5, 0]) {
      const at = margin.left + inner * (1 - minutes / 10);
      const anchor = minutes === 10 ? 'start' : minutes === 0 ? 'end' : 'middle';
      parts.push(svg('text', { class: 'tick', x: at, y: height - 6, 'text-anchor': anchor }, minutes === 0 ? 'now' : `${minutes} min ago`));
    }

    this.series.forEach((one, index) => {
      const path = line(values[index], x, y);
      if (one.filled && points.length > 1) {
        parts.push(svg('path', { class: `area k-${one.name}`, d: `${path}L${x(points.length - 1).toFixed(1)} ${y(0)}L${x(0).toFixed(1)} ${y(0)}Z` }));
      }

      if (path) parts.push(svg('path', { class: `line k-${one.name}`, d: path }));
    });

    if (this.at != null && points[this.at]) {
      parts.push(svg('line', { class: 'cursor', x1: x(this.at), x2: x(this.at), y1: margin.top, y2: height - margin.bottom }));
    }

    this.picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.picture.setAttribute('width', width);
    this.picture.replaceChildren(...parts);
    this.#read();
  }

  #point(event) {
    const box = this.picture.getBoundingClientRect();
    const share = (event.clientX - box.left - margin.left) / (box.width - margin.left - margin.right);
    const index = Math.round(share * (seconds - 1)) - (seconds - points.length);
    this.at = index >= 0 && index < points.length ? index : null;
    this.render();
  }

  #read() {
    const point = this.at == null ? points.at(-1) : points[this.at];
    const said = this.series.map(one => {
      const value = point && one.of(point);
      return `${one.title} ${value == null ? '–' : this.text(value)}`;
    }).join(', ');
    setText(this.reading, point ? `${this.at == null ? 'Last second' : format.clock(point.time)}: ${said}` : 'Nothing measured yet.');
    // Not at every tick: a screen reader that is on the picture would never stop.
    if (points.length % 10 === 1) this.picture.setAttribute('aria-label', `${this.label}; ${said}`);
  }
}

/** The same by the minute, for who cannot see the curve. */
function table(host, caption, columns) {
  const minutes = [];
  for (let end = points.length; end > 0; end -= 60) minutes.push(points.slice(Math.max(0, end - 60), end));
  const head = element('tr', {}, element('th', { scope: 'col' }, 'Minute until'), ...columns.map(column => element('th', { scope: 'col', class: 'number' }, column.title)));
  const rows = minutes.map(minute => element('tr', {},
    element('th', { scope: 'row' }, format.clock(minute.at(-1).time)),
    ...columns.map(column => element('td', { class: 'number' }, column.text(minute)))));
  host.replaceChildren(element('table', {}, element('caption', {}, caption), element('thead', {}, head), element('tbody', {}, ...rows)));
}

const mean = (minute, of) => minute.reduce((sum, point) => sum + of(point), 0) / minute.length;
const worst = (minute, of) => {
  const values = minute.map(of).filter(value => value != null);
  return values.length > 0 ? format.milliseconds(Math.max(...values)) : '–';
};
const direction = () => document.querySelector('input[name=latency]:checked').value;
const percentile = name => ({ name, title: name, of: point => point[direction()]?.[name] });

const throughput = new Plot(byId('throughput'), [
  { name: 'received', title: 'received', of: point => point.bytesReceived, filled: true },
  { name: 'sent', title: 'sent', of: point => point.bytesSent, filled: true },
], format.rate, 'Bytes per second over the last ten minutes', 1000);
const latency = new Plot(byId('latency'), ['p50', 'p95', 'p99'].map(percentile), format.milliseconds, 'Latency of requests over the last ten minutes', 1);

export function renderPlots() {
  throughput.render();
  latency.render();
  for (const [id, of] of [
    ['connections', point => point.connections], ['received', point => point.bytesReceived], ['sent', point => point.bytesSent],
    ['in', point => point.requestsReceived], ['out', point => point.requestsSent], ['failures', point => point.failures],
  ]) spark(byId(`s-${id}`), of);
  if (byId('throughput-table').parentElement.open) {
    table(byId('throughput-table'), 'Throughput by minute, newest first', [
      { title: 'Received, mean', text: minute => format.rate(mean(minute, point => point.bytesReceived)) },
      { title: 'Received, most', text: minute => format.rate(Math.max(...minute.map(point => point.bytesReceived))) },
      { title: 'Sent, mean', text: minute => format.rate(mean(minute, point => point.bytesSent)) },
      { title: 'Sent, most', text: minute => format.rate(Math.max(...minute.map(point => point.bytesSent))) },
    ]);
  }

  if (byId('latency-table').parentElement.open) {
    table(byId('latency-table'), `Latency of requests ${direction() === 'sent' ? 'to' : 'from'} peers by minute, newest first: the worst second of each`,
      ['p50', 'p95', 'p99'].map(name => ({ title: name, text: minute => worst(minute, percentile(name).of) })));
  }
}

/** The last two minutes in a corner of a figure. */
function spark(picture, of) {
  const values = points.slice(-120).map(of);
  const most = Math.max(1, ...values);
  picture.setAttribute('viewBox', '0 0 119 24');
  picture.setAttribute('preserveAspectRatio', 'none');
  const path = line(values, index => 120 - values.length + index, value => 23 - 22 * value / most);
  const made = svg('path', { d: path || 'M0 0' });
  picture.replaceChildren(made);
}

export function startPlots() {
  for (const radio of document.querySelectorAll('input[name=latency]')) radio.addEventListener('input', renderPlots);
  for (const details of document.querySelectorAll('.plots details')) details.addEventListener('toggle', renderPlots);
}
