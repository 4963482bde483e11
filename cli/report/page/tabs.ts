import { create, find } from "./dom";

export interface Tab {
  readonly value: string;
  readonly label: string;
}

/**
 * The kinds of policy as tabs, with the usual keys: the Tab key stops once, and the arrows, Home and End move between
 * tabs.
 */
export class Tabs {
  readonly #list = find("#kinds");
  readonly #panel = find("#results");

  constructor(select: (value: string) => void) {
    this.#list.addEventListener("click", ({ target }) => {
      const tab = target instanceof HTMLElement ? target.closest<HTMLElement>('[role="tab"]') : null;
      if (tab !== null) select(tab.dataset["value"] ?? "");
    });
    this.#list.addEventListener("keydown", (event) => {
      const tabs = [...this.#list.querySelectorAll<HTMLElement>('[role="tab"]')];
      const at = tabs.indexOf(document.activeElement as HTMLElement);
      const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
      if (next === undefined || at === -1) return;
      event.preventDefault();
      const tab = tabs.at(next % tabs.length);
      tab?.focus();
      select(tab?.dataset["value"] ?? "");
    });
  }

  show(tabs: readonly Tab[], selected: string): void {
    const held = this.#list.contains(document.activeElement);
    this.#list.replaceChildren(
      ...tabs.map(({ value, label }) => {
        const isSelected = value === selected;
        const tab = create(
          "button",
          {
            type: "button",
            id: `kind-${value}`,
            tabIndex: isSelected ? 0 : -1,
            aria: { role: "tab", "aria-selected": String(isSelected), "aria-controls": "results" },
          },
          label,
        );
        tab.dataset["value"] = value;
        if (isSelected) this.#panel.setAttribute("aria-labelledby", tab.id);
        return tab;
      }),
    );
    if (held) this.#list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }
}
