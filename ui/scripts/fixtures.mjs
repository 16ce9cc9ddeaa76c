// Serves the built screens with the made-up product of the tests, to be looked at in a browser.
import { runnerImport } from "vite";

const { module } = await runnerImport(new URL("../e2e/fixtures/server.ts", import.meta.url).pathname);
const { url } = await module.serve({}, Number(process.env.PORT ?? 4100));
console.log(`Screens with made-up answers: ${url}`);
