import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConfigurationError, readSettings } from "../../provider/config";
import { settingRows } from "../../provider/config/settingRows";
import { fuzz } from "./fuzz";

const rows = Object.entries(settingRows) as [string, { env: readonly string[]; secret?: true }][];
const hosts = fc.constantFrom(
  "https://graph.microsoft.com@evil.example",
  "https://evil.example#graph.microsoft.com",
  "https://user:password@graph.microsoft.com",
  "http://localhost.evil.example",
  "http://127.0.0.1.evil.example",
  "http://10.0.0.1",
  "http://[::ffff:10.0.0.1]",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "//evil.example",
  "https://",
  "https://graph.microsoft.com/v1.0?x=y",
  "https://graph.microsoft.com\r\nHost: evil.example",
);

describe("whatever the configuration says", () => {
  it("gives settings or says what is wrong, and never a secret", async () => {
    const value = fc.oneof(
      hosts,
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom("", " ", "true", "1", "auto", "public", "99999999999999999999"),
    );
    const given = fc.array(fc.tuple(fc.constantFrom(...rows), value, fc.boolean()), { maxLength: 8 });
    await fuzz(
      fc.asyncProperty(given, async (settings) => {
        const config = new Map<string, string>();
        const env: Record<string, string> = {};
        for (const [[key, { env: names }], text, fromEnv] of settings) {
          if (fromEnv && names[0] !== undefined) env[names[0]] = text;
          else config.set(`intune:${key}`, text);
        }
        try {
          const { graph } = readSettings((key) => config.get(key), env);
          const { protocol, hostname, username, password } = new URL(graph.endpoint);
          expect(username + password).toBe("");
          if (protocol !== "https:") expect(["127.0.0.1", "localhost", "[::1]"]).toContain(hostname);
        } catch (error) {
          if (!(error instanceof ConfigurationError)) throw error;
          for (const [[, { secret }], text] of settings) {
            const others = settings.filter(([[, row]]) => !row.secret).map(([, other]) => other);
            if (secret && text.trim().length > 8 && !others.some((other) => other.includes(text))) {
              expect(error.message).not.toContain(text);
            }
          }
        }
      }),
      3,
    );
  });
});
