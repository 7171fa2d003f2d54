/** Progress of an answer; `of` is `null` if the total is not known. */
export type Progress = { readonly done: number; readonly of: number | null; readonly what: 'teams' | 'people' }
