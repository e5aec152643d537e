// Talks to the node. GET looks, POST changes; both tell people what went wrong in the node's own words.

const longest = 8000;

export class Refused extends Error {}

async function call(path, options) {
  const response = await fetch(path, { ...options, signal: AbortSignal.timeout(longest + (options?.wait ?? 0)) });
  if (response.status === 401) {
    location.assign('login');
  }

  if (!response.ok) {
    const problem = await response.json().catch(() => null);
    throw new Refused(problem?.detail ?? `The node answered ${response.status}.`);
  }

  return response.status === 204 ? null : response.json();
}

export const look = path => call(path);

export const act = (path, body, wait) => call(path, {
  method: 'POST',
  wait,
  headers: { 'X-DicomActors-Request': '1', ...(body && { 'Content-Type': 'application/json' }) },
  body: body && JSON.stringify(body),
});
