/**
 * How much of a message is looked at, in UTF-16 units: far more than a question has, so that a longer one is still found to
 * be too long, and little enough that no one can keep the bot busy with a pasted book.
 */
export const maxReadLength = 4_000
