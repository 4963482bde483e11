// The floor: a dynamic resource of the same shape whose provider does nothing at all. What a stack of these
// takes is what Pulumi itself costs.

let made = 0;

exports.handler = () => ({
  async configure() {},
  /** @type {(olds: object, news: Record<string, unknown>) => Promise<object>} */
  async check(_olds, { __provider, ...inputs }) {
    return { inputs, failures: [] };
  },
  async diff() {
    return { changes: false, replaces: [] };
  },
  /** @type {(inputs: { deviceCompliancePolicyId: string, target: object }) => Promise<object>} */
  async create({ deviceCompliancePolicyId, target }) {
    // As long as the ids of the observed face, so that both states have the same size.
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
  /** @type {(id: string, olds: object, news: object) => Promise<object>} */
  async update(_id, _olds, news) {
    return { outs: news };
  },
  async delete() {},
});
