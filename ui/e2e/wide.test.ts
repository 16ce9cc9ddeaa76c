import { WIDE } from "./browser";
import { look } from "./looks";

look({ name: "ja-wide", lang: "ja", size: WIDE, all: true });
look({ name: "en-wide", lang: "en", size: WIDE, all: false, unaudited: true });
