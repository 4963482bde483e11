// The peer: a dynamic provider on Microsoft's own client, as a careful engineer writes it by hand. For each assignment,
// it reads the policy's assignments, assigns them with the change, and reads again until the change shows. Assignments
// of one policy take turns, because `assign` replaces the whole set. It does not combine changes.

const { setTimeout: wait } = require("node:timers/promises");
const {
  Client,
  HTTPMessageHandler,
  RetryHandler,
  RetryHandlerOptions,
} = require("@microsoft/microsoft-graph-client");

/**
 * @typedef {import("@microsoft/microsoft-graph-client").Middleware} Middleware
 * @typedef {{ id?: string, target: Record<string, unknown> }} Entry
 * @typedef {{ deviceCompliancePolicyId: string, target: { groupId: string } }} Inputs
 */

const endpoint = process.env["INTUNE_GRAPH_ENDPOINT"] ?? "https://graph.microsoft.com";

/**
 * Adds the token. Microsoft's handler does this only for https, and the bench's service uses http.
 *
 * @implements {Middleware}
 */
class Bearer {
  /** @param {Middleware} next */
  constructor(next) {
    this.next = next;
  }

  /** @param {import("@microsoft/microsoft-graph-client").Context} context */
  async execute(context) {
    const authorization = `Bearer ${process.env["INTUNE_ACCESS_TOKEN"]}`;
    const headers = { .../** @type {object} */ (context.options?.headers), authorization };
    context.options = { ...context.options, headers };
    await this.next.execute(context);
  }
}

/** The client allows at most ten tries. */
const retry = new RetryHandler(new RetryHandlerOptions(3, 10));
retry.setNext(new HTTPMessageHandler());
const client = Client.initWithMiddleware({
  baseUrl: `${endpoint}/`,
  defaultVersion: "beta",
  middleware: new Bearer(retry),
});

/** @type {(policy: string) => Promise<Entry[]>} */
async function list(policy) {
  const entries = [];
  let next = `/deviceManagement/deviceCompliancePolicies/${policy}/assignments`;
  while (next) {
    const page = await client.api(next).get();
    entries.push(...page.value);
    next = page["@odata.nextLink"];
  }
  return entries;
}

/** @type {(policy: string, entries: Entry[]) => Promise<void>} */
async function assign(policy, entries) {
  const assignments = entries.map(({ target }) => ({ target }));
  await client.api(`/deviceManagement/deviceCompliancePolicies/${policy}/assign`).post({ assignments });
}

/** Reads, assigns and confirms. @type {(policy: string, gone?: string, come?: string) => Promise<Entry | undefined>} */
async function change(policy, gone, come) {
  const others = (await list(policy)).filter(
    ({ target }) => ![gone, come].includes(String(target["groupId"])),
  );
  const target = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: come };
  await assign(policy, come === undefined ? others : [...others, { target }]);
  for (const seconds of [0, 1, 2, 4, 8]) {
    await wait(seconds * 1_000);
    const entries = await list(policy);
    const found = entries.find((entry) => entry.target["groupId"] === come);
    const isGone = !entries.some((entry) => entry.target["groupId"] === gone);
    if (come === undefined ? isGone : found !== undefined) return found;
  }
  throw new Error(`the change of policy ${policy} does not show`);
}

/** @type {Map<string, Promise<unknown>>} */
const turns = new Map();

/** @type {<T>(policy: string, work: () => Promise<T>) => Promise<T>} */
function inTurn(policy, work) {
  const turn = (turns.get(policy) ?? Promise.resolve()).then(work);
  turns.set(
    policy,
    turn.catch(() => {}),
  );
  return turn;
}

exports.handler = () => ({
  async configure() {},
  /** @type {(olds: object, news: Record<string, unknown>) => Promise<object>} */
  async check(_olds, { __provider, ...inputs }) {
    return { inputs, failures: [] };
  },
  /** @type {(id: string, olds: Inputs, news: Inputs) => Promise<object>} */
  async diff(_id, olds, news) {
    return { changes: olds.target.groupId !== news.target.groupId, replaces: [] };
  },
  /** @type {(inputs: Inputs) => Promise<object>} */
  async create({ deviceCompliancePolicyId: policy, target }) {
    const made = await inTurn(policy, () => change(policy, undefined, target.groupId));
    const outs = { deviceCompliancePolicyId: policy, assignmentId: made?.id, target };
    return { id: `${policy}/${made?.id}`, outs };
  },
  /** @type {(id: string, props: Inputs) => Promise<object>} */
  async read(id, { deviceCompliancePolicyId, target }) {
    const entries = await list(deviceCompliancePolicyId);
    const found = entries.find((entry) => entry.target["groupId"] === target.groupId);
    if (found === undefined) return { id: "" };
    const inputs = { deviceCompliancePolicyId, target };
    return { id, props: { ...inputs, assignmentId: found.id }, inputs };
  },
  /** @type {(id: string, olds: Inputs, news: Inputs) => Promise<object>} */
  async update(_id, olds, { deviceCompliancePolicyId: policy, target }) {
    const made = await inTurn(policy, () => change(policy, olds.target.groupId, target.groupId));
    return { outs: { deviceCompliancePolicyId: policy, assignmentId: made?.id, target } };
  },
  /** @type {(id: string, props: Inputs) => Promise<void>} */
  async delete(_id, { deviceCompliancePolicyId: policy, target }) {
    await inTurn(policy, () => change(policy, target.groupId));
  },
});
