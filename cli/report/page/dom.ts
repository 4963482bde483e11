/** Makes an element. Text never becomes markup, because other people choose the names in a tenant. */
export function create<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> & {
    readonly aria?: Readonly<Record<string, string>>;
  } = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const { aria = {}, ...own } = properties;
  const element = Object.assign(document.createElement(name), own);
  for (const [attribute, value] of Object.entries(aria)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

/** The page's element for a selector. */
export function find<Element extends HTMLElement = HTMLElement>(selector: string): Element {
  const element = document.querySelector<Element>(selector);
  if (element === null) throw new Error(`the page has no ${selector}`);
  return element;
}
