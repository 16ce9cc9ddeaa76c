import { PHONE, WIDE } from "./browser";
import { look } from "./looks";

const COLOURS = ["list", "grant", "connector", "end", "ending-needs-you"];

look({ name: "en-phone", lang: "en", size: PHONE, all: false });
look({ name: "ja-phone", lang: "ja", size: PHONE, all: false, unaudited: true });
look({ name: "ja-wide-dark", lang: "ja", size: WIDE, dark: true, all: false, only: COLOURS });
look({ name: "ja-wide-forced", lang: "ja", size: WIDE, forced: true, all: false, only: COLOURS });
