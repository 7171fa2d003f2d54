/** What a digest is about: the week or the month that is over. */
export type DigestUnit = 'week' | 'month'
