/** How far the gathering of an answer is; `of` is `null` where nobody knows how much there is. */
export type Progress = { readonly done: number; readonly of: number | null; readonly what: 'teams' | 'people' }
