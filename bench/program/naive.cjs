// What one would write first: each assignment by itself, one after the other on each policy, since `assign`
// replaces the whole set: read, assign, confirm.

/** @type {Map<string, Promise<unknown>>} */
const last = new Map();

/** @type {(method: string, policy: string, action: string, body?: object) => Promise<{ id: string, target: Record<string, unknown> }[]>} */
async function call(method, policy, action, body) {
  const response = await fetch(
    `${process.env["INTUNE_GRAPH_ENDPOINT"]}/beta/deviceManagement/deviceCompliancePolicies/${policy}/${action}`,
    {
      method,
      headers: { authorization: "Bearer naive", "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    },
  );
  if (!response.ok) throw new Error(`${method} ${action}: ${response.status}`);
  const { value } = /** @type {{ value: { id: string, target: Record<string, unknown> }[] }} */ (
    await response.json()
  );
  return value;
}

/** @type {(policy: string, groupId: string) => Promise<string>} */
async function add(policy, groupId) {
  const assignments = await call("GET", policy, "assignments");
  const target = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId };
  await call("POST", policy, "assign", { assignments: [...assignments, { target }] });
  const confirmed = await call("GET", policy, "assignments");
  const own = confirmed.find((assignment) => assignment.target["groupId"] === groupId);
  if (own === undefined) throw new Error(`group ${groupId} is not there`);
  return own.id;
}

exports.handler = () => ({
  /** @type {(inputs: { deviceCompliancePolicyId: string, target: { groupId: string } }) => Promise<object>} */
  async create({ deviceCompliancePolicyId: policy, target }) {
    const turn = (last.get(policy) ?? Promise.resolve()).then(() => add(policy, target.groupId));
    last.set(
      policy,
      turn.catch(() => {}),
    );
    const assignmentId = await turn;
    return {
      id: `${policy}/${assignmentId}`,
      outs: { deviceCompliancePolicyId: policy, assignmentId, target },
    };
  },
});
