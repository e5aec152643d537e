// Figures as people read them.

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const momentFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** One digit after the point, unless it is 0. */
const short = number => number.toFixed(1).replace('.0', '');

export const count = number => whole.format(number);

export const plural = (number, noun) => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;

export function bytes(number) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let unit = 0;
  while (number >= 1000 && unit < units.length - 1) {
    number /= 1000;
    unit++;
  }

  return `${unit === 0 || number >= 100 ? Math.round(number) : short(number)} ${units[unit]}`;
}

export const rate = number => `${bytes(number)}/s`;

export const perSecond = number => `${number >= 10 || Number.isInteger(number) ? count(number) : number.toFixed(1)}/s`;

export function duration(seconds) {
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export function milliseconds(number) {
  if (number >= 10000) return `${(number / 1000).toFixed(0)} s`;
  if (number >= 1000) return `${(number / 1000).toFixed(1)} s`;
  return `${number >= 10 ? number.toFixed(0) : short(number)} ms`;
}

export const clock = time => clockFormat.format(new Date(time));

export const moment = time => momentFormat.format(new Date(time));
