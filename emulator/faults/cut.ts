/**
 * Thrown by a fault that has cut the connection: the faults around it have nobody left to answer.
 * They skip what they would have changed in the answer.
 */
export class ConnectionCut extends Error {
  override readonly name = "ConnectionCut";
}
