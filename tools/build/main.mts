import { failWith } from "../process/failWith.mts";
import { buildDist } from "./dist.mts";

await buildDist().catch(failWith);
