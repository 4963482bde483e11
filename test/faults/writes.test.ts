import { testRows } from "./rows";

testRows("write");
