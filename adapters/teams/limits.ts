/** What Teams takes, from its documentation; where two ages of it differ, the smaller. */
export const limits = {
  /** A card as JSON, in UTF-16 units of two bytes: 25 KB, for the smallest limit ever documented is 28 KB. */
  card: 12_500,
  actions: 6,
  text: 4_000,
  title: 600,
  /** What a notification shows, next to the card; it counts with it. */
  summary: 1_000,
  actionTitle: 75,
  /** More columns than this cannot be read on a phone, which breaks them in the middle of words. */
  tableColumns: 3,
  tableRows: 60,
  /** A table of more rows shows its first ones, and the others when a button is pressed. */
  longTable: 15,
  page: 10,
  /** None of these is documented: what can still be read. */
  chartTitle: 100,
  chartLabel: 30,
  chartPoints: 31,
  chartSeries: 6,
  alt: 1_000,
  dialogTitle: 64,
  label: 100,
  choiceTitle: 75,
  /** A sentence next to a field, or the hint under it. */
  sentence: 400,
  /** Of what someone wrote into a field: more than any field may hold. */
  fieldValue: 600,
  /** Options of a field before anyone types, and of the answer to what is typed; Teams shows 15. */
  choices: 25,
} as const
