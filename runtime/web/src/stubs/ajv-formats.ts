/** Formats of a schema compiler that is not there. */
export default function noFormats(ajv: unknown) {
  return ajv;
}
