// What a person with a keyboard, a screen reader or weak eyes needs of the page. Returns what is missing, one line each.
() => {
  const findings = [];
  const shown = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: false });
  const say = (element, what) => findings.push(`${what}: ${element.outerHTML.slice(0, 120)}`);

  const nameOf = element => {
    const labelled = (element.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' ').trim();
    return labelled || element.getAttribute('aria-label') || [...(element.labels ?? [])].map(label => label.textContent).join(' ').trim()
      || element.textContent.trim() || element.getAttribute('alt') || '';
  };

  for (const element of document.querySelectorAll('button, a[href], input, select, summary, [tabindex="0"], dialog[open], fieldset, section, [role="img"], [role="group"]')) {
    const name = element.tagName === 'FIELDSET' ? element.querySelector('legend')?.textContent : ['SECTION', 'DIALOG'].includes(element.tagName) || element.hasAttribute('role')
      ? element.getAttribute('aria-label') || document.getElementById(element.getAttribute('aria-labelledby'))?.textContent : nameOf(element);
    if (shown(element) && !name?.trim()) say(element, 'no name');
  }

  const ids = new Set();
  for (const element of document.querySelectorAll('[id]')) {
    if (ids.has(element.id)) say(element, 'id used twice');
    ids.add(element.id);
  }

  for (const element of document.querySelectorAll('[aria-labelledby], [aria-describedby]')) {
    for (const id of `${element.getAttribute('aria-labelledby') ?? ''} ${element.getAttribute('aria-describedby') ?? ''}`.split(' ').filter(Boolean)) {
      if (!document.getElementById(id)) say(element, `refers to ${id}, which is not there`);
    }
  }

  if (!document.documentElement.lang) findings.push('the page has no language');
  if (document.querySelectorAll('main').length !== 1) findings.push('there must be one main landmark');
  if (document.querySelectorAll('h1').length !== 1) findings.push('there must be one h1');
  let level = 0;
  for (const heading of [...document.querySelectorAll('h1, h2, h3, h4')].filter(shown)) {
    const now = Number(heading.tagName[1]);
    if (now > level + 1) say(heading, 'heading skips a level');
    level = now;
  }

  for (const image of document.querySelectorAll('img:not([alt])')) say(image, 'image without alt');
  for (const table of [...document.querySelectorAll('table')].filter(shown)) {
    if (!table.caption) say(table, 'table without caption');
    for (const head of table.querySelectorAll('th:not([scope])')) say(head, 'th without scope');
    for (const row of table.tBodies[0]?.rows ?? []) if (!row.querySelector('th[scope=row]')) say(row, 'row without header');
  }

  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  const colors = new Map();
  const rgba = color => {
    if (!colors.has(color)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      colors.set(color, [...canvas.getImageData(0, 0, 1, 1).data]);
    }

    return colors.get(color);
  };
  const over = (top, below) => top.slice(0, 3).map((value, index) => value * top[3] / 255 + below[index] * (1 - top[3] / 255));
  const groundOf = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const luminance = color => color
    .map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const contrast = (one, other) => {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !shown(element) || element.closest('.hidden, noscript, :disabled, .skip')) continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const text = over(rgba(element instanceof SVGElement ? style.fill : style.color), ground);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const found = contrast(text, ground);
    texts++;
    if (found < least) say(element, `contrast ${found.toFixed(2)}, at least ${least}`);
  }

  if (texts < 5) findings.push(`only ${texts} texts were found to look at`);

  for (const element of [...document.querySelectorAll('button, select, input:not([type=radio])')].filter(shown)) {
    const box = element.getBoundingClientRect();
    if (box.height < 24 && !element.matches('.link')) say(element, `only ${box.height} pixels high`);
  }

  return findings;
}
