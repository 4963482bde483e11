/**
 * The text of a file or a stream. Windows PowerShell redirects to files in UTF-16, and many editors of Windows begin UTF-8 with
 * a byte order mark.
 */
export function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}
