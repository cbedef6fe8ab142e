/** Fails a browser test in which anything broke the page's policy. The test runner loads it before every test file. */
const violations: string[] = [];

document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample} at ${event.sourceFile}`);
});

afterEach('keeps the content security policy', async function () {
  // A violation is told in a task of its own, after the line that caused it.
  await new Promise((resolve) => setTimeout(resolve));
  const found = violations.splice(0);
  if (found.length > 0) throw new Error(`"${this.currentTest?.fullTitle()}" broke the policy: ${found.join('; ')}`);
});

export {};
