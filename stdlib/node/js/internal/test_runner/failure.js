'use strict';

// Why a test failed: the error that reports show, with a word for the kind of
// failure in failureType and what happened in cause.

const { codes } = require('internal/errors');

const kTestCodeFailure = 'testCodeFailure';
const kCallbackAndPromise = 'callbackAndPromisePresent';
const kCancelledByParent = 'cancelledByParent';
const kAborted = 'testAborted';
const kParentAlreadyFinished = 'parentAlreadyFinished';
const kSubtestsFailed = 'subtestsFailed';
const kTimeout = 'testTimeoutFailure';
const kHookFailure = 'hookFailed';
const kMultipleCallbacks = 'multipleCallbackInvocations';
const kExpectedFailure = 'expectedFailure';

// Failures whose cause is an error of the test's own code.
const kUnwrapErrors = new Set([kTestCodeFailure, kHookFailure, 'uncaughtException', 'unhandledRejection']);

function isTestFailure(err) {
  return err?.code === 'ERR_TEST_FAILURE' && typeof err.failureType === 'string';
}

// toFailure is err as a failure, of the test's code where it is none yet.
function toFailure(err, type = kTestCodeFailure) {
  return isTestFailure(err) ? err : new codes.ERR_TEST_FAILURE(err, type);
}

module.exports = {
  kAborted, kCallbackAndPromise, kCancelledByParent, kExpectedFailure, kHookFailure, kMultipleCallbacks, kParentAlreadyFinished,
  kSubtestsFailed, kTestCodeFailure, kTimeout, kUnwrapErrors,
  isTestFailure, toFailure,
};
