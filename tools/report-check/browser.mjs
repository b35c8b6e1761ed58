// The HTML report in a real browser: clicks, filters, keyboard, phone, print; nothing asked of the network.
// Install: apt-get install chromium fonts-noto-cjk; npm ci. Run: node browser.mjs REPORT.html [FOLDER FOR PICTURES]
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [report, pictures] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
let passed = 0;
const check = (what, condition) => {
  assert.ok(condition, what);
  passed += 1;
};

// A page whose errors and requests are watched.
const open = async (options, file = report) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const troubles = [];
  page.on('console', message => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', error => troubles.push(String(error)));
  page.on('request', request => request.url().startsWith('file:') || troubles.push(request.url()));
  page.on('dialog', dialog => { troubles.push('dialog'); dialog.dismiss(); });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  return { page, troubles };
};
const picture = async (page, name, options = {}) =>
  pictures && page.screenshot({ path: path.join(pictures, `${name}.png`), ...options });

const desktop = await open({ viewport: { width: 1200, height: 760 } });
{
  const { page, troubles } = desktop;
  const count = await page.locator('.finding').count();
  const places = await page.locator('.passage').count();
  check('there are findings, some of them on the same words', places > 0 && places < count);
  check('both numbers are told', (await page.locator('.top .verdict').innerText()).includes(`${places} 处 / ${count} 条`));
  check('the keyboard stops once at a passage', await page.locator('mark[tabindex="0"]').count() === places);
  check('each place has its number once', await page.locator('mark:not([data-ending=""])').count() === places);
  check('every finding is marked', await page.evaluate(() =>
    [...document.querySelectorAll('.finding')].every(item =>
      document.getElementById('t' + item.id.slice(1)) &&
      [...document.querySelectorAll('mark')].some(mark => mark.dataset.findings.split(' ').includes(item.id.slice(1))))));
  await picture(page, 'report-desktop');
  await page.locator('mark').nth(5).scrollIntoViewIfNeeded();
  await page.locator('mark').nth(5).hover();
  check('hovering explains', await page.locator('.popup').isVisible());
  check('with reason, basis and advice', (await page.locator('.popup').innerText()).match(/原因[^]*建议/));
  await picture(page, 'report-hover');
  await page.mouse.move(2, 2);
  check('and no longer', await page.locator('.popup').isHidden());
  await page.locator('mark').nth(5).click();
  await page.mouse.move(2, 2);
  check('a click keeps it', await page.locator('.popup').isVisible());
  await page.keyboard.press('Escape');
  check('Escape closes it', await page.locator('.popup').isHidden());

  await page.locator('.passage > .jump').last().click();
  await page.waitForTimeout(700);
  const last = page.locator(`mark[data-passage="${places}"]`).first();
  check('the list leads to the text', await last.evaluate(mark => {
    const { top, bottom } = mark.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && mark.classList.contains('lit');
  }));

  // Several findings on the same words: told together, the gravest first, and nothing twice.
  const several = page.locator('.passage').filter({ has: page.locator('.finding:nth-child(3)') }).first();
  const number = (await several.getAttribute('id')).slice(1);
  const words = page.locator(`mark[data-passage="${number}"]`);
  await words.first().scrollIntoViewIfNeeded();
  await words.first().hover();
  const cards = page.locator('.popup .finding');
  check('the popup has all findings of the place', await cards.count() === await several.locator('.finding').count());
  const ranks = await cards.evaluateAll(items => items.map(item => ['block', 'review', 'notice'].indexOf(item.dataset.severity)));
  check('the gravest first', ranks.every((rank, i) => i === 0 || ranks[i - 1] <= rank));
  const lines = await page.locator('.popup dd:visible').allInnerTexts();
  check('nothing is said twice', new Set(lines).size === lines.length);
  await words.nth(1).hover();
  check('it stays on the way over the words', await page.locator('.popup').isVisible());
  await page.mouse.move(2, 2);
  await several.locator('.words').last().click();
  const own = await several.locator('.finding').filter({ has: page.locator('.words') }).last().getAttribute('id');
  check('a further reason leads to its own words', await page.evaluate(id =>
    [...document.querySelectorAll('mark')].every(mark => mark.classList.contains('lit') === mark.dataset.findings.split(' ').includes(id.slice(1))), own));

  const box = page.locator('.chart input').first();
  const category = await box.getAttribute('data-category');
  await box.uncheck();
  check('a category is filtered', await page.evaluate(wanted => [...document.querySelectorAll('.finding')]
    .every(item => item.hidden === (item.dataset.category === wanted)), category));
  check('and its marks with it', await page.locator('mark.off').count() > 0);
  check('and that is said', (await page.locator('.shown').innerText()).includes('/'));
  await box.check();
  const severity = page.locator('.severities input').first();
  await severity.uncheck();
  check('a severity is filtered', await page.locator('.finding[hidden]').count() > 0);
  check('what it said is said by those that stay', await page.evaluate(() =>
    [...document.querySelectorAll('.finding:not([hidden])')].every(item =>
      ['原因', '依据', '建议'].every(label => [...item.querySelectorAll('dt')].some(dt => dt.textContent === label && dt.offsetParent)
        || !item.closest('.passage').matches('.partial')))));
  await severity.check();
  check('all is back', await page.locator('.finding[hidden], .passage[hidden], .partial, mark.off').count() === 0);

  await page.getByLabel('初审意见').fill('同意');
  check('the form can be filled', await page.getByLabel('初审意见').inputValue() === '同意');
  for (const name of ['初审', '复审', '终审']) check(`${name} can be signed`, await page.getByLabel(`${name}签名`).isVisible());
  await page.getByLabel('初审意见').fill('');
  await page.keyboard.press('Escape');
  await page.locator('.sign').scrollIntoViewIfNeeded();
  await picture(page, 'report-sign');
  const pdf = await page.pdf({ path: pictures && path.join(pictures, 'report.pdf'), format: 'A4' });
  check('it prints', pdf.length > 10000);
  check('no trouble: ' + troubles, troubles.length === 0);
}

const phone = await open({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
{
  const { page, troubles } = phone;
  check('nothing is wider than the phone', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await picture(page, 'report-phone');
  await page.locator('mark').nth(5).scrollIntoViewIfNeeded();
  await page.locator('mark').nth(5).tap();
  check('a tap explains', await page.locator('.popup').isVisible());
  await page.waitForTimeout(300);
  await picture(page, 'report-phone-tap');
  await page.getByText('关闭').tap();
  check('and can be closed', await page.locator('.popup').isHidden());
  await page.locator('.sign').scrollIntoViewIfNeeded();
  await picture(page, 'report-phone-sign');
  check('no trouble: ' + troubles, troubles.length === 0);
}

await browser.close();
console.log(`${passed} passed, 0 failed`);
