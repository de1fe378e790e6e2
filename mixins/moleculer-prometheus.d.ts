/** The package ships no types; it is a plain service schema. */
declare module 'moleculer-prometheus' {
  const schema: object;
  export default schema;
}
