import type { SignIn } from "./signIn";

/** The secrets in the settings of a sign-in. */
export function secretsOf(signIn: SignIn): string[] {
  switch (signIn.method) {
    case "accessToken":
      return [signIn.accessToken];
    case "clientSecret":
      return texts(signIn.clientSecret);
    case "clientCertificate":
      return texts(signIn.password, "base64" in signIn.certificate ? signIn.certificate.base64 : undefined);
    case "oidcToken":
      return texts(signIn.token);
    case "githubActions":
    case "azurePipelines":
      return [signIn.request.token];
    // All cases are listed, so that the compiler asks for those of another method.
    case "workloadIdentity":
    case "managedIdentity":
    case "azureCli":
    case "default":
      return [];
  }
}

function texts(...values: unknown[]): string[] {
  return values.filter((value) => typeof value === "string");
}
