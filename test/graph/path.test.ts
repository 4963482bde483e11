import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GraphPath, graphPath, PathError } from "../../provider/graph";

const surrogates = 0xd800;
const afterSurrogates = 0xe000;
/** Any code point that UTF-8 has. The one of fast-check first takes a second, for a table of them all. */
const character = fc.integer({ min: 0, max: 0x10ffff - (afterSurrogates - surrogates) }).map(
  (n) => String.fromCodePoint(n < surrogates ? n : n + (afterSurrogates - surrogates)),
  (text) => {
    const n = typeof text === "string" && [...text].length === 1 ? (text.codePointAt(0) ?? -1) : -1;
    if (n >= 0 && n < surrogates) return n;
    if (n >= afterSurrogates) return n - (afterSurrogates - surrogates);
    throw new Error("not one character");
  },
);

describe("a value in a path", () => {
  test.each(["", ".", "..", "a\nb", "\u0000", "a\u007f", "\ud800"])("is refused: %j", (value) => {
    expect(() => graphPath`a/${value}/b`).toThrow(PathError);
  });

  test("stays one segment, and comes back as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1 }), (value) => {
        let path: GraphPath;
        try {
          path = graphPath`a/${value}/b`;
        } catch (error) {
          expect(error).toBeInstanceOf(PathError);
          return;
        }
        const url = new URL(`https://graph.example/v1.0/${path.text}`);
        const segments = url.pathname.split("/");
        expect(segments).toHaveLength(5);
        expect(decodeURIComponent(segments[3] ?? "")).toBe(value);
        expect(url.host + url.search + url.hash).toBe("graph.example");
      }),
    );
  });
});
