// The floor: a dynamic resource of the same shape whose provider does nothing. A stack of these shows what Pulumi
// itself costs.

/** @typedef {{ target: { groupId: string } }} Inputs */

let made = 0;

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
  /** @type {(inputs: { deviceCompliancePolicyId: string, target: object }) => Promise<object>} */
  async create({ deviceCompliancePolicyId, target }) {
    // As long as the ids of the observed service, so that both states have the same size.
    const assignmentId = `${deviceCompliancePolicyId}_${String(made++).padStart(36, "0")}`;
    return {
      id: `${deviceCompliancePolicyId}/${assignmentId}`,
      outs: { deviceCompliancePolicyId, assignmentId, target },
    };
  },
  /** @type {(id: string, props: Record<string, unknown>) => Promise<object>} */
  async read(id, { assignmentId, __provider, ...inputs }) {
    return { id, props: { ...inputs, assignmentId }, inputs };
  },
  /** @type {(id: string, olds: { assignmentId: string }, news: Record<string, unknown>) => Promise<object>} */
  async update(_id, { assignmentId }, { __provider, ...inputs }) {
    return { outs: { ...inputs, assignmentId } };
  },
  async delete() {},
});
