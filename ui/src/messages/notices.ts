import { both } from "../language";

/** Notices of failures. */
export const notices = both(
  { openLog: "打开日志文件夹", openingLog: "打开日志文件夹" },
  { openLog: "Open the log folder", openingLog: "Opening the log folder" },
);
