/** The same answer as `read`, which is asked at the first question and never again. */
export function once<Result>(read: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => {
    known ??= { result: read() };
    return known.result;
  };
}
