export * from './approvals.ts';
export * from './changes.ts';
export { createClient } from './client.ts';
export { type Answer, ApiError, get, OfflineError, type ProblemDetail, query, type RequestOptions, send, session, speak } from './http.ts';
export * from './meta.ts';
export * from './records.ts';
export * from './session.ts';
export * from './settings.ts';
