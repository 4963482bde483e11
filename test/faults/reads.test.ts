import { testRows } from "./rows";

testRows("read");
