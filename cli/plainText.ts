// Anyone in the tenant can choose display names. Control characters could end a comment or control a terminal, line
// separators end a line of JavaScript, and direction marks can disguise a text.
const unsafe = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]+/gu;

/** A text of the tenant on one line, fit for a message, a comment or a picture. */
export function plainText(text: string): string {
  return text.replace(unsafe, " ").replaceAll(/\s+/g, " ").trim();
}
