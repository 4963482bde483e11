// The HTTP of a commit and nothing else: one `assign` of the whole set and one read of it, with the provider's HTTP client,
// through JSON.stringify and JSON.parse. What a commit of ours costs beyond this is the provider's own.

const { Agent } = require("undici");

/** @typedef {{ id: string, target: { "@odata.type": string, groupId: string } }} Assignment */
/** @typedef {{ deviceCompliancePolicyId: string, target: { groupId: string } }} Inputs */

const endpoint = process.env["INTUNE_GRAPH_ENDPOINT"] ?? "";
const agent = new Agent({ allowH2: false });
const headers = { authorization: `Bearer ${process.env["INTUNE_ACCESS_TOKEN"]}`, accept: "application/json" };

/** @type {(method: "GET" | "POST", path: string, body?: object) => Promise<unknown>} */
async function send(method, path, body) {
  const answer = await agent.request({
    origin: endpoint,
    path: `/${path}`,
    method,
    headers: { ...headers, ...(body && { "content-type": "application/json" }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

/** @type {(policy: string) => Promise<Assignment[]>} */
async function list(policy) {
  const page = await send("GET", `beta/deviceManagement/deviceCompliancePolicies/${policy}/assignments`);
  return /** @type {{ value: Assignment[] }} */ (page).value;
}

/** What each policy has, as the last read showed it. @type {Map<string, Assignment[]>} */
const sets = new Map();

exports.handler = () => ({
  async configure() {},
  /** @type {(id: string, olds: Inputs, news: Inputs) => Promise<object>} */
  async update(_id, olds, news) {
    const policy = news.deviceCompliancePolicyId;
    const set = sets.get(policy) ?? (await list(policy));
    const path = `v1.0/deviceManagement/deviceCompliancePolicies/${policy}/assign`;
    const assignments = set.map(({ id, target: { "@odata.type": type, groupId } }) => ({
      id,
      target: {
        "@odata.type": type,
        groupId: groupId === olds.target.groupId ? news.target.groupId : groupId,
      },
    }));
    await send("POST", path, { assignments });
    sets.set(policy, await list(policy));
    return { outs: { ...olds, target: news.target } };
  },
});
