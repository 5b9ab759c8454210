export { ApplicationError, applicationError, unauthenticated, type ErrorDetails } from './application-error.js';
export { ERROR_CODES, isErrorCode, type ErrorCode } from './error-codes.js';
export { answeringFaults, answerTo } from './fault-codes.js';
export { createFormatError, type FaultLog, type FormatError, type FormatErrorOptions } from './format-error.js';
export { LONGEST_MESSAGE, presentable } from './presentable.js';
