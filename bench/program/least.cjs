// The least that a provider of assignments with the same HTTP client can do: it creates each assignment by a POST, reads
// each policy once, and does nothing else. So what it takes beyond resources that do nothing is the price of HTTP.

const nothing = require("./nothing.cjs");

/** @typedef {{ id: string, target: { groupId: string } }} Assignment */
/** @typedef {{ deviceCompliancePolicyId: string, target: { groupId: string } }} Inputs */

const endpoint = process.env["INTUNE_GRAPH_ENDPOINT"] ?? "";
const headers = { authorization: `Bearer ${process.env["INTUNE_ACCESS_TOKEN"]}`, accept: "application/json" };
/** @type {import("undici").Agent | undefined} */
let agent;

/** @type {(method: "GET" | "POST", version: string, policy: string, body?: object) => Promise<any>} */
async function send(method, version, policy, body) {
  // As the provider loads it: undici as a whole takes longer.
  // @ts-expect-error undici declares no types for its single files.
  const Agent = require("undici/lib/dispatcher/agent.js");
  agent ??= /** @type {import("undici").Agent} */ (new Agent({ allowH2: false }));
  const options = {
    origin: endpoint,
    path: `/${version}/deviceManagement/deviceCompliancePolicies/${policy}/assignments`,
    method,
    headers: { ...headers, ...(body && { "content-type": "application/json" }) },
    body: body === undefined ? null : JSON.stringify(body),
  };
  const text = await new Promise((resolve, reject) => {
    /** @type {Buffer[]} */
    const chunks = [];
    agent?.dispatch(options, {
      onRequestStart() {},
      onResponseStart(_controller, status) {
        if (status >= 300) throw new Error(`${method} ${options.path}: ${status}`);
      },
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd: () => resolve(Buffer.concat(chunks).toString("utf8")),
      onResponseError: (_controller, error) => reject(error),
    });
  });
  return JSON.parse(text);
}

/** @type {Map<string, Promise<{ value: Assignment[] }>>} */
const lists = new Map();

exports.handler = () => ({
  ...nothing.handler(),
  /** @type {(inputs: Inputs) => Promise<object>} */
  async create({ deviceCompliancePolicyId: policy, target }) {
    const { id } = await send("POST", "v1.0", policy, {
      "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
      target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: target.groupId },
    });
    return { id: `${policy}/${id}`, outs: { deviceCompliancePolicyId: policy, assignmentId: id, target } };
  },
  /** @type {(id: string, props: Inputs) => Promise<object>} */
  async read(id, { deviceCompliancePolicyId: policy, target }) {
    /** @type {Promise<{ value: Assignment[] }>} */
    const list = lists.get(policy) ?? send("GET", "beta", policy);
    lists.set(policy, list);
    const found = (await list).value.find((entry) => entry.target.groupId === target.groupId);
    if (found === undefined) return { id: "" };
    const inputs = { deviceCompliancePolicyId: policy, target };
    return { id, props: { ...inputs, assignmentId: found.id }, inputs };
  },
});
