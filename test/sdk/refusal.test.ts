import * as pulumi from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { refusal } from "../../sdk/refusal";

it("shows the message alone, whether it is thrown or an output rejects with it", () => {
  const error = refusal("Not so.");
  expect(pulumi.ResourceError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({ message: "Not so.", hideStack: true });
  // Pulumi prints the stack of an error that an output rejects with, if there is one.
  expect(error.stack).toBeUndefined();
});
