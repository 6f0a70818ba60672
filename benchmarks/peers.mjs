// Lighthouse (mobile preset) and pa11y on the same pages, one after the other, in one browser that is started once.
// node peers.mjs BROWSER URL... ; prints JSON: {"lighthouse": [seconds], "pa11y": [seconds], "pa11y-axe": [seconds]}
import {spawn} from 'node:child_process';
import {createRequire} from 'node:module';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
const require = createRequire(join(process.cwd(), 'x.js'));
const {default: lighthouse} = await import(require.resolve('lighthouse'));
const pa11y = require('pa11y');
const puppeteer = require('puppeteer');

const [browser, ...urls] = process.argv.slice(2);
const port = 9300 + process.pid % 500;
const chrome = spawn(browser, [`--remote-debugging-port=${port}`, `--user-data-dir=${mkdtempSync(join(tmpdir(), 'peers-'))}`, '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars', 'about:blank'], {stdio: 'ignore'});
for (let i = 0; i < 100; i++) {
  try { await fetch(`http://127.0.0.1:${port}/json/version`); break; } catch { await new Promise(r => setTimeout(r, 100)); }
}
const timed = async work => { const began = performance.now(); await work(); return (performance.now() - began) / 1000; };
const said = {lighthouse: [], pa11y: [], 'pa11y-axe': [], failed: []};
try {
  for (const url of urls) said.lighthouse.push(await timed(async () => {
    const got = await lighthouse(url, {port, logLevel: 'silent', output: 'json'});
    if (got.lhr.runtimeError) said.failed.push(`${url}: ${got.lhr.runtimeError.message}`);
  }));
  const connected = await puppeteer.connect({browserURL: `http://127.0.0.1:${port}`});
  for (const runner of ['htmlcs', 'axe'])
    for (const url of urls) said[runner === 'axe' ? 'pa11y-axe' : 'pa11y'].push(await timed(() => pa11y(url, {browser: connected, runners: [runner], timeout: 60000, viewport: {width: 390, height: 844, isMobile: true}})));
  await connected.disconnect();
} finally {
  chrome.kill();
}
console.log(JSON.stringify(said));
