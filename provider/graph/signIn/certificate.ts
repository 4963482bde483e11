import { readFile } from "node:fs/promises";
import type { SignInBy } from "./signIn";

/**
 * A certificate and its key as PEM text, from any of the accepted forms.
 */
export async function readCertificate({
  certificate,
  password,
}: SignInBy<"clientCertificate">): Promise<string> {
  const bytes =
    "path" in certificate ? await readFile(certificate.path) : Buffer.from(certificate.base64, "base64");
  const text = bytes.toString("latin1");
  if (text.includes("-----BEGIN ")) return text;
  return pemOfPfx(text, password ?? "");
}

/** Node reads PFX only for TLS connections and does not return the key, so this needs a library. */
async function pemOfPfx(der: string, password: string): Promise<string> {
  const { default: forge } = await import("node-forge");
  const { asn1, pkcs12, pki } = forge;
  const pfx = pkcs12.pkcs12FromAsn1(asn1.fromDer(der), password);
  const bags = (type: string) => pfx.getBags({ bagType: type })[type] ?? [];
  const { certBag = "", keyBag = "", pkcs8ShroudedKeyBag = "" } = pki.oids;
  const key = [...bags(pkcs8ShroudedKeyBag), ...bags(keyBag)][0];
  if (!key?.key) throw new Error("the PFX holds no RSA private key");
  const localKeyId = key.attributes["localKeyId"]?.[0];
  // The certificate of the key comes first, because Entra identifies the application by its thumbprint.
  const certificates = bags(certBag).sort(
    (a, b) =>
      Number(b.attributes["localKeyId"]?.[0] === localKeyId) -
      Number(a.attributes["localKeyId"]?.[0] === localKeyId),
  );
  const pems = certificates.flatMap(({ cert }) => (cert ? [pki.certificateToPem(cert)] : []));
  if (pems.length === 0) throw new Error("the PFX holds no certificate");
  return [...pems, pki.privateKeyToPem(key.key)].join("\n");
}
