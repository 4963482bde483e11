// Runs in Node and in the report's page.

/** "compliance policies", "app configuration policies for managed apps". */
export function plural(noun: string): string {
  const [head = "", ...rest] = noun.split(/(?= for )/);
  return [head.endsWith("y") ? `${head.slice(0, -1)}ies` : `${head}s`, ...rest].join("");
}

/** "Compliance policy", for the beginning of a line. A name such as "iOS" stays as it is. */
export function capitalized(text: string): string {
  return /^[a-z]+[A-Z]/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** "1 policy", "1,200 policies". */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
