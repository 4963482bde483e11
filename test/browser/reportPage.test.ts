import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Report } from "../../cli/report/facts";
import { htmlReport } from "../../cli/report/html";
import { bringDistUpToDate } from "../support/dist";
import { browserPath, startBrowser } from "./browser";
import { sizedReport } from "./sizedReport";

if (browserPath === undefined) {
  process.stdout.write(
    "\n!!! SKIPPED: the report's page was NOT tested. This machine has no Chromium; install it, or set CHROMIUM.\n\n",
  );
}

const hostile = `</script><script>document.title="hacked"</script><img src=x onerror="document.title='hacked'"> & "`;

const small: Report = {
  formatVersion: 1,
  createdAt: "2026-11-25T09:30:00.000Z",
  source: { type: "tenant", endpoint: "https://graph.microsoft.com" },
  notSeen: [
    { about: "policy", message: "The assignments of compliance policy Hidden could not be read: 403." },
    { about: "group", message: "Group g3 is deleted." },
  ],
  kinds: [
    { name: "DeviceCompliancePolicy", noun: "compliance policy", collection: "deviceCompliancePolicies" },
    {
      name: "EnrollmentConfiguration",
      noun: "enrollment configuration",
      collection: "deviceEnrollmentConfigurations",
    },
  ],
  policies: [
    policy("c1", "Windows\u00a011 baseline", [
      { target: "devices", mode: "include", filter: { id: "f1", type: "exclude" } },
      { target: "g1", mode: "exclude" },
    ]),
    policy("c2", "한국어 정책", [
      { target: "g1", mode: "include", policySet: "set-1" },
      { target: "g3", mode: "include" },
    ]),
    policy("c3", "Nobody's policy", []),
    { ...policy("c4", "Hidden", []), unreadable: "403" },
    policy("c5", hostile, [{ target: "g2", mode: "include" }]),
    {
      ...policy("e1", "=SUM(1,2)", [{ target: "users", mode: "include" }]),
      kind: "EnrollmentConfiguration",
      builtIn: true,
    },
  ],
  targets: [
    { key: "users", type: "allUsers", name: "All users" },
    { key: "devices", type: "allDevices", name: "All devices" },
    { key: "g3", type: "group", name: "group g3", id: "g3", deleted: true },
    { key: "g1", type: "group", name: "Pilot ring", id: "g1" },
    { key: "g2", type: "group", name: hostile, id: "g2" },
  ],
  filters: [{ id: "f1", name: "Corporate devices" }],
};

function policy(id: string, name: string, assignments: Report["policies"][number]["assignments"]) {
  return { key: id, kind: "DeviceCompliancePolicy", id, name, builtIn: false, assignments };
}

describe.skipIf(browserPath === undefined)("the report's page in a browser", () => {
  let browser: Browser;
  let directory: string;
  let page: Page;
  /** What the page asked for and what it complained of. */
  let requests: string[];
  let complaints: string[];

  beforeAll(async () => {
    await bringDistUpToDate();
    browser = await startBrowser();
    page = await browser.newPage();
    page.setDefaultTimeout(300_000);
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("dialog", (dialog) => complaints.push(dialog.message()));
    directory = await mkdtemp(path.join(tmpdir(), "pulumi-intune-page-"));
    await writeFile(path.join(directory, "small.html"), htmlReport(small));
    await writeFile(path.join(directory, "medium.html"), htmlReport(sizedReport(20, 40)));
    await writeFile(path.join(directory, "large.html"), htmlReport(sizedReport(1_000, 20)));
    return async () => {
      await browser.close();
      await rm(directory, { recursive: true });
    };
  }, 300_000);
  beforeEach(async () => {
    // Another address of the same page would not load it again.
    await page.goto("about:blank");
    await page.emulateMedia({ media: null });
    [requests, complaints] = [[], []];
  });
  afterEach(() => expect(complaints).toEqual([]));

  const address = (file: string, hash = "") => `${pathToFileURL(path.join(directory, file))}${hash}`;
  const open = (hash = "") => page.goto(address("small.html", hash));
  const names = () => page.locator("tbody .name").allTextContents();
  const row = (name: string) => page.getByRole("row").filter({ has: page.getByText(name, { exact: true }) });
  const status = () => page.getByRole("status").textContent();
  const search = (text: string) => page.getByRole("searchbox", { name: /^Search/ }).fill(text);
  const focused = (): Promise<string> =>
    page.evaluate("document.activeElement.getAttribute('name') ?? document.activeElement.textContent");

  it("loads nothing but itself", async () => {
    await open();
    expect(await status()).toBe("6 policies");
    expect(requests).toEqual([address("small.html")]);
  });

  it("says at the top what it does not show", async () => {
    await open();
    const box = page.getByRole("region", { name: "What this report does not show" });
    expect(await box.getByRole("listitem").allTextContents()).toEqual(
      small.notSeen.map(({ message }) => message),
    );
  });

  it("says in its heading and title what it is about", async () => {
    await writeFile(path.join(directory, "titled.html"), htmlReport({ ...small, title: hostile }));
    await page.goto(address("titled.html"));
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(`Who gets what: ${hostile}`);
    expect(await page.title()).toBe(`${hostile}: Who gets what – Microsoft Intune`);
  });

  it("takes hostile names for text", async () => {
    await open("#by=policy&q=hacked");
    expect(await names()).toEqual([hostile]);
    expect(await page.getByRole("link", { name: hostile }).count()).toBe(1);
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.title()).toMatch(/^Who gets what/);
  });

  it("tells inclusion, exclusion, all users and all devices apart in words", async () => {
    await open();
    const cells = row("Windows\u00a011 baseline").getByRole("cell");
    expect(await cells.allInnerTexts()).toEqual([
      "Compliance policy",
      "+\nAll devices\nwhere filter Corporate devices does not match",
      "−\nexcluded:\nPilot ring",
    ]);
    expect(await row("한국어 정책").textContent()).toContain("group g3 (deleted)");
    expect(await row("한국어 정책").textContent()).toContain("by policy set set-1");
    expect(await row("Nobody's policy").textContent()).toContain("assigned to nobody");
    expect(await row("Hidden").textContent()).toContain("could not be read");
  });

  describe("search", () => {
    it.each([
      { what: "a policy, whatever its white space and letter case", text: "WINDOWS 11", found: [/^Windows/] },
      { what: "a group", text: "pilot", found: [/^Windows/, /^한국어/] },
      { what: "a filter", text: "corporate", found: [/^Windows/] },
      { what: "an id", text: "c3", found: [/^Nobody/] },
      { what: "all of several words", text: "pilot 정책", found: [/^한국어/] },
      { what: "nothing", text: "pilot nowhere", found: [] },
    ])("finds $what", async ({ text, found }) => {
      await open();
      await search(text);
      const shown = await names();
      expect(shown).toHaveLength(found.length);
      found.forEach((name, index) => {
        expect(shown[index]).toMatch(name);
      });
      expect(await status()).toBe(`${found.length} of 6 policies, with “${text}”`);
    });

    it("marks why a row was found", async () => {
      await open();
      await search("pilot");
      expect(await page.locator(".hit a").allTextContents()).toEqual(["Pilot ring", "Pilot ring"]);
    });
  });

  it("shows what a group gets and what it is excluded from", async () => {
    await open();
    await page.getByText("By group").click();
    expect(await names()).toEqual(["All devices", "All users", hostile, "group g3", "Pilot ring"]);
    expect((await row("Pilot ring").getByRole("cell").allInnerTexts()).slice(1)).toEqual([
      "+\n한국어 정책\ncompliance policy, by policy set set-1",
      "−\nexcluded:\nWindows\u00a011 baseline\ncompliance policy",
    ]);
    expect(await page.locator("#hint").textContent()).toContain(
      "1 policy reaches all users and 1 policy reaches all devices",
    );
  });

  it("leads from a policy to a group, from there to a policy, and back", async () => {
    await open();
    await row("한국어 정책").getByRole("link", { name: "Pilot ring" }).click();
    expect(await names()).toEqual(["Pilot ring"]);
    await page.getByRole("link", { name: "Windows\u00a011 baseline" }).click();
    expect(await names()).toEqual(["Windows\u00a011 baseline"]);
    await page.goBack();
    expect(await names()).toEqual(["Pilot ring"]);
    await page.getByRole("link", { name: "Show all" }).click();
    expect(await names()).toHaveLength(5);
  });

  it.each([
    { hash: "#show=nobody", found: ["Nobody's policy"] },
    { hash: "#show=everybody", found: ["=SUM(1,2)", "Windows\u00a011 baseline"] },
    { hash: "#show=unreadable", found: ["Hidden"] },
    { hash: "#show=built-in", found: ["=SUM(1,2)"] },
    { hash: "#by=target&show=deleted", found: ["group g3"] },
  ])("narrows to a choice that stands in the address: $hash", async ({ hash, found }) => {
    await open(hash);
    expect(await names()).toEqual(found);
  });

  it("keeps what was chosen when it is opened again", async () => {
    await open();
    await page.getByLabel("Show", { exact: true }).selectOption({ label: "With exclusions (1)" });
    await page.getByRole("tab", { name: "Compliance policies" }).click();
    await page.reload();
    expect(await names()).toEqual(["Windows\u00a011 baseline"]);
    expect(await page.getByRole("tab", { selected: true }).textContent()).toBe("Compliance policies (1)");
  });

  it("has tabs that the arrow keys move between", async () => {
    await open();
    await page.getByRole("tab", { selected: true }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("Compliance policies (5)");
    expect(await names()).toHaveLength(5);
    await page.keyboard.press("End");
    expect(await focused()).toBe("Enrollment configurations (1)");
    expect(await names()).toEqual(["=SUM(1,2)"]);
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("All (6)");
    expect(await page.getByRole("tabpanel", { name: "All (6)" }).count()).toBe(1);
  });

  it("is used by keyboard in the order in which it reads", async () => {
    await open();
    const order: string[] = [];
    for (let stop = 0; stop < 18; stop++) {
      await page.keyboard.press("Tab");
      order.push(await focused());
    }
    expect(order).toEqual([
      "Skip to the results",
      ...["6 policies", "3 groups", "2 reach everybody", "1 assigned to nobody", "1 not readable"],
      ...["1 deleted group", "by", "q", "show", "Download CSV", "Print", "All (6)"],
      ...["Policy", "Kind", "Included", "Excluded", hostile],
    ]);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("Excluded");
    const sorted = page.getByRole("columnheader", { name: "Excluded" });
    expect(await sorted.getAttribute("aria-sort")).toBe("ascending");
  });

  it("skips to the results", async () => {
    await open();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Policy");
    expect(await names()).toHaveLength(6);
  });

  it("sorts by a heading, and the other way round the second time", async () => {
    await open();
    const heading = page.getByRole("columnheader", { name: "Included" });
    const button = heading.getByRole("button");
    await button.click();
    expect(await heading.getAttribute("aria-sort")).toBe("ascending");
    expect((await names()).at(-1)).toBe("한국어 정책");
    await button.click();
    expect(await heading.getAttribute("aria-sort")).toBe("descending");
    expect((await names())[0]).toBe("한국어 정책");
  });

  it.each([
    {
      hash: "#q=pilot",
      rows: [
        `Windows\u00a011 baseline,c1,compliance policy,include,All devices,allDevices,,Corporate devices,f1,exclude,,,`,
        `Windows\u00a011 baseline,c1,compliance policy,exclude,Pilot ring,group,g1,,,,,,`,
        `한국어 정책,c2,compliance policy,include,Pilot ring,group,g1,,,,set-1,,`,
        `한국어 정책,c2,compliance policy,include,group g3,group,g3,,,,,,group deleted`,
      ],
    },
    {
      hash: "#show=unreadable",
      rows: ["Hidden,c4,compliance policy,,,,,,,,,,could not be read"],
    },
    {
      hash: "#by=target&kind=EnrollmentConfiguration",
      rows: [`"'=SUM(1,2)",e1,enrollment configuration,include,All users,allUsers,,,,,,,built in`],
    },
  ])("saves what is shown as CSV: $hash", async ({ hash, rows }) => {
    await open(hash);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download CSV" }).click();
    const file = await (await download).path();
    const text = await readFile(file, "utf8");
    expect((await download).suggestedFilename()).toBe("intune-report.csv");
    expect(text.startsWith("\ufeffPolicy,Policy id,")).toBe(true);
    expect(text.split("\r\n").slice(1, -1)).toEqual(rows);
  });

  it("prints every row, every target and what is folded, and no control", async () => {
    await page.goto(address("medium.html"));
    const count = "[...document.querySelectorAll('tbody tr, tbody td li')].length";
    await page.evaluate(`addEventListener("beforeprint", () => { window.printed = ${count}; })`);
    await page.pdf();
    expect(await page.evaluate("window.printed")).toBe(20 + 20 * 40);
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("searchbox").isVisible()).toBe(false);
    expect(await page.getByRole("button", { name: /^Show more rows/ }).isVisible()).toBe(false);
  });

  describe("with 1,000 policies of 20 targets", () => {
    const policies = sizedReport(1_000, 20).policies;
    beforeEach(() => page.goto(address("large.html")));

    it("finds the policies of a group", async () => {
      const found = policies.filter(({ assignments }) =>
        assignments.some(({ target }) => target === "group-200"),
      );
      await search("group-200");
      expect(await status()).toBe(`${found.length} of 1,000 policies, with “group-200”`);
      const shown = await names();
      expect(shown.length).toBeGreaterThan(10);
      expect(shown).toEqual(found.slice(0, shown.length).map(({ name }) => name));
    });

    it("makes more rows as they are scrolled to", async () => {
      const rows = page.locator("tbody tr");
      const before = await rows.count();
      expect(before).toBeLessThan(100);
      await rows.nth(before - 1).scrollIntoViewIfNeeded();
      await rows.nth(before).waitFor({ state: "attached" });
      const shown = await names();
      expect(shown.length).toBeGreaterThan(before);
      expect(shown).toEqual(policies.slice(0, shown.length).map(({ name }) => name));
    });

    it("shows what each group gets, long lists folded", async () => {
      await page.getByText("By group").click();
      const users = row("All users");
      await users.getByRole("button", { name: "25 more" }).click();
      expect(await users.getByRole("listitem").count()).toBe(50);
      expect(await focused()).toMatch(/^Policy \d+/);
    });
  });
});
