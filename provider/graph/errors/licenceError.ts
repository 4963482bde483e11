import { type AnswerFacts, GraphError } from "./graphError";

/** The tenant, or the user, has no licence for what was asked. */
export class LicenceError extends GraphError {
  override readonly name = "LicenceError";

  constructor(facts: AnswerFacts) {
    super(
      facts,
      "The tenant has no usable licence for this service, or the service was never set up in it. Check that you signed in to the right tenant, its licences, and for Intune that the MDM authority is set.",
    );
  }
}
