import { PHONE } from "./browser";
import { look } from "./looks";

look({ name: "en-phone", lang: "en", size: PHONE, all: true });
look({ name: "ja-phone", lang: "ja", size: PHONE, all: false });
