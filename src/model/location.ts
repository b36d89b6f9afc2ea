/** Where something stands in a file. Lines and columns count from 1; columns are UTF-16 units; the end is exclusive. */
export interface Location {
  /** As the user would name it: relative to where the run started when it lies below, absolute otherwise. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** RFC 6901 pointer into a JSON file. */
  readonly pointer?: string;
}

/** Where a construct was created in the user's program. */
export interface SourcePlace {
  /** The outermost frame of the user's own code: the call in the app or stack that led here. */
  readonly outermost: Frame;
  /** The innermost frame of the user's own code: the line that says `new`. Equal to `outermost` when there is one frame. */
  readonly innermost: Frame;
}

export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
