// Building and updating the page. Text goes in as text only: nothing that comes from a peer is ever read as markup.

export const byId = id => document.getElementById(id);

/** Makes an element; a property that is a function becomes a listener, children may be text. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value != null) made.setAttribute(name, value);
  }

  made.append(...children);
  return made;
}

/** Sets text, and touches nothing where it is the same: selections and screen readers stay where they are. */
export function setText(node, text) {
  const wanted = text ?? '';
  if (node.textContent !== wanted) node.textContent = wanted;
}

export function setAttribute(node, name, value) {
  if (value == null) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

/** The one line of hidden text that screen readers speak: for what matters, not for every figure. */
export function announce(text) {
  byId('announcer').textContent = text;
}

/**
 * A table whose rows keep their elements, by key, from one update to the next, so that focus stays on a button while figures change.
 * Columns: { title, name, make?: (cell, item getter), update: (cell, item) }. On narrow screens rows become cards; the roles keep it a table.
 */
export class KeyedTable {
  constructor(table, columns, keyOf) {
    this.columns = columns;
    this.keyOf = keyOf;
    this.rows = new Map();
    const heads = columns.map(column => element('th', { scope: 'col', role: 'columnheader', class: column.name }, column.title));
    this.body = element('tbody', { role: 'rowgroup' });
    table.setAttribute('role', 'table');
    table.append(element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads)), this.body);
  }

  update(items) {
    const gone = new Set(this.rows.keys());
    let before = this.body.firstElementChild;
    for (const item of items) {
      const key = this.keyOf(item);
      gone.delete(key);
      const row = this.rows.get(key) ?? this.#make(key);
      row.item = item;
      this.columns.forEach((column, index) => column.update(row.cells[index], item));
      if (row.element === before) before = before.nextElementSibling;
      else this.body.insertBefore(row.element, before);
    }

    for (const key of gone) {
      this.rows.get(key).element.remove();
      this.rows.delete(key);
    }
  }

  #make(key) {
    const row = { item: null, cells: [] };
    row.element = element('tr', { role: 'row' });
    for (const [index, column] of this.columns.entries()) {
      const cell = index === 0
        ? element('th', { scope: 'row', role: 'rowheader', class: column.name })
        : element('td', { role: 'cell', class: column.name, 'data-label': column.title });
      column.make?.(cell, () => row.item);
      row.cells.push(cell);
    }

    row.element.append(...row.cells);
    this.rows.set(key, row);
    return row;
  }
}

/** A list of terms and values, as [term, text] pairs. */
export function updateFacts(list, facts) {
  facts.forEach(([term, text], index) => {
    let entry = list.children[index];
    if (!entry) {
      entry = element('div', {}, element('dt'), element('dd'));
      list.append(entry);
    }

    setText(entry.firstElementChild, term);
    setText(entry.lastElementChild, text);
  });
  while (list.children.length > facts.length) list.lastElementChild.remove();
}
