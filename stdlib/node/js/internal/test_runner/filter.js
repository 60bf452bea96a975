'use strict';

// Which tests run: by --test-name-pattern, --test-skip-pattern and only.

// A pattern matches a test by its name, by its parent's, or by all the names
// from the outermost to its own.
function matches(test, patterns) {
  if (test.parent === null) return false;
  if (patterns.some((re) => has(re, test.name)) || matches(test.parent, patterns)) return true;
  const names = [];
  for (let t = test; t.parent !== null; t = t.parent) names.unshift(t.name);
  const full = names.join(' ');
  return patterns.some((re) => has(re, full));
}

// A global or sticky expression would remember where it was.
function has(re, text) {
  re.lastIndex = 0;
  return re.test(text);
}

function filteredByName(test) {
  const { namePatterns, skipPatterns } = test.config;
  return (namePatterns !== null && !matches(test, namePatterns)) || (skipPatterns !== null && matches(test, skipPatterns));
}

// applyOnly filters the tests of a run without processes of its own: where one
// has the word only, others do not run. It is true where test is to be kept.
function applyOnly(test, wanted) {
  let kept = false;
  const inner = test.subtests.some(hasOnly);
  for (const subtest of test.subtests) {
    if (subtest.filtered) continue;
    const keep = inner ? hasOnly(subtest) : wanted;
    if (keep) {
      applyOnly(subtest, true);
    } else {
      subtest.filtered = true;
      test.filteredSubtests++;
    }
    kept ||= keep;
  }
  return kept;
}

function hasOnly(test) {
  return test.onlyOption === true || test.subtests.some(hasOnly);
}

module.exports = { applyOnly, filteredByName, hasOnly };
