/** What Teams takes, from its documentation; where two ages of it differ, the smaller. */
export const limits = {
  /** A card as JSON, in UTF-16 units: the route with the smallest limit takes 28 KB with everything around it. */
  card: 25_000,
  actions: 6,
  text: 4_000,
  actionTitle: 75,
  /** More columns than this cannot be read on a phone. */
  tableColumns: 8,
  tableRows: 60,
} as const
