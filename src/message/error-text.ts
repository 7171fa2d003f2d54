/** An error in words. `title` is the problem, without a full stop; `todo` is the next step. */
export type ErrorText = {
  readonly title: string
  readonly todo: string
  /** In place of `todo` for admins, who may read names of settings. */
  readonly forAdmins?: string
}
