import type { AnswerFault } from "./effects/answer";
import type { ApprovalFault } from "./effects/approval";
import type { GarbledFault, TruncatedFault } from "./effects/body";
import type { DelayFault, ResetFault } from "./effects/connection";
import type { ForeignWriterFault } from "./effects/foreignWriter";
import type {
  DuplicateInPageFault,
  EmptyPageFault,
  EndlessNextLinkFault,
  ForeignNextLinkFault,
} from "./effects/pages";
import type { StaleExclusionsFault, StaleReadsFault, WithoutEffectFault } from "./effects/writes";

/** What can go wrong with a request. */
export type Fault =
  | AnswerFault
  | ApprovalFault
  | DelayFault
  | DuplicateInPageFault
  | EmptyPageFault
  | EndlessNextLinkFault
  | ForeignNextLinkFault
  | ForeignWriterFault
  | GarbledFault
  | ResetFault
  | StaleExclusionsFault
  | StaleReadsFault
  | TruncatedFault
  | WithoutEffectFault;
