/** @param {number} number */
exports.policyId = (number) => `c0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** @param {number} number */
exports.groupId = (number) => `a0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
