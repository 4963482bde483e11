import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GraphPath, graphPath, PathError } from "../../provider/graph";

describe("a value in a path", () => {
  test.each(["", ".", "..", "a\nb", "\u0000", "a\u007f", "\ud800"])("is refused: %j", (value) => {
    expect(() => graphPath`a/${value}/b`).toThrow(PathError);
  });

  test("stays one segment, and comes back as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (value) => {
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
