import type { Session } from "../session";

/**
 * Asks once for each run of a program and each session. A process can run many stacks, and one stack many times. A
 * later run may look up what an earlier run created, so it asks again. After a failure, the next call asks again.
 */
export function oncePerRun<T>(
  ask: (session: Session) => Promise<T>,
): (run: object, session: Session) => Promise<T> {
  const runs = new WeakMap<object, Map<Session, Promise<T>>>();
  return (run, session) => {
    const answers = runs.get(run) ?? new Map<Session, Promise<T>>();
    runs.set(run, answers);
    const known = answers.get(session);
    if (known !== undefined) return known;
    const answer = ask(session);
    answers.set(session, answer);
    answer.catch(() => answers.delete(session));
    return answer;
  };
}
