import { failWith } from "../process/failWith.mts";
import { buildDist, checkTypes } from "./dist.mts";

await checkTypes().then(buildDist).catch(failWith);
