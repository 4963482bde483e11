import { generateKeyPairSync, randomUUID } from "node:crypto";
import tls from "node:tls";
import forge from "node-forge";

const { pki, asn1, pkcs12 } = forge;

/** A key and its certificate. */
export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

type Owner = "authority" | "server" | "client";

/** A key of 2048 bits takes a tenth of a second or several, so a process makes one for each. */
const keys = new Map<Owner, string>();

function keyOf(owner: Owner): string {
  const key = keys.get(owner) ?? newKey();
  keys.set(owner, key);
  return key;
}

function newKey(): string {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  }).privateKey;
}

function certificate(commonName: string, key: string, extensions: object[], issuer?: KeyPair): KeyPair {
  const privateKey = pki.privateKeyFromPem(key);
  const cert = pki.createCertificate();
  cert.publicKey = pki.setRsaPublicKey(privateKey.n, privateKey.e);
  cert.serialNumber = `01${Math.floor(Math.random() * 1e12).toString(16)}`;
  cert.validity.notBefore = new Date(Date.now() - 60_000);
  cert.validity.notAfter = new Date(Date.now() + 3_600_000);
  const subject = [{ name: "commonName", value: commonName }];
  cert.setSubject(subject);
  cert.setIssuer(issuer === undefined ? subject : pki.certificateFromPem(issuer.cert).subject.attributes);
  cert.setExtensions(extensions);
  cert.sign(issuer === undefined ? privateKey : pki.privateKeyFromPem(issuer.key), forge.md.sha256.create());
  return { key, cert: pki.certificateToPem(cert) };
}

/** An authority of this test's own, and a server's certificate from it. */
export function makeServerCertificate(...names: string[]): { ca: KeyPair; server: KeyPair } {
  // A name of its own: one process may come to trust several, and they are told apart by their names.
  const ca = certificate(`Test CA ${randomUUID()}`, keyOf("authority"), [
    { name: "basicConstraints", cA: true, critical: true },
    { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
  ]);
  const altNames = ["localhost", ...names].map((value) => ({ type: 2, value }));
  const server = certificate(
    "localhost",
    keyOf("server"),
    [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [...altNames, { type: 7, ip: "127.0.0.1" }] },
    ],
    ca,
  );
  return { ca, server };
}

/** A certificate that a client signs in with. */
export function makeClientCertificate(): KeyPair {
  return certificate("pulumi", keyOf("client"), [{ name: "basicConstraints", cA: false }]);
}

/** The same as a PFX file. */
export function pfxOf({ key, cert }: KeyPair, password: string, algorithm: "3des" | "aes256"): Buffer {
  const bag = pkcs12.toPkcs12Asn1(pki.privateKeyFromPem(key), [pki.certificateFromPem(cert)], password, {
    algorithm,
  });
  return Buffer.from(asn1.toDer(bag).getBytes(), "latin1");
}

/**
 * Makes this process trust an authority, as NODE_EXTRA_CA_CERTS does at its start. From then on it trusts no public
 * one, which no test asks for, and each of which takes time to read.
 */
export function trust({ cert }: KeyPair): void {
  const others = new Set(tls.rootCertificates);
  tls.setDefaultCACertificates([
    ...tls.getCACertificates("default").filter((each) => !others.has(each)),
    cert,
  ]);
}
