/** Slack's limits, from its Block Kit reference and, where that is silent, from measurements by others. */
export const limits = {
  blocks: 50,
  header: 150,
  /** A text element of a rich text block; documented for sections, kept here as well. */
  text: 3_000,
  contextText: 2_000,
  buttons: 25,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  menuOptions: 5,
  /** Fields of one section. Each takes 2,000 characters, and an escaped one counts as up to five. */
  fields: 10,
  metricText: 120,
  tableRows: 100,
  tableColumns: 20,
  /** Without the header. One client library says 200. */
  dataTableRows: 100,
  /** Characters of all sortable tables of a message together. */
  dataTables: 10_000,
  /** Rows shown at once of a sortable table: a week or a quarter's weeks are seen whole. */
  page: 14,
  /** Not documented; it is read in one breath. */
  caption: 300,
  /** Documented for `data_visualization`; six series are what all clients take, two charts a message is not documented. */
  charts: 2,
  chartTitle: 50,
  chartLabel: 20,
  chartPoints: 20,
  chartSeries: 6,
  alt: 2_000,
  /** All characters of a message's blocks: refused near 13,200 though every block is legal. */
  total: 12_000,
  /** The `text` next to the blocks, which notifications and screen readers get; longer ones are split. */
  fallback: 4_000,
  /** Blocks of a modal or of the Home tab. */
  viewBlocks: 100,
  /** A modal's title and its two buttons. */
  viewTitle: 24,
  viewMetadata: 3_000,
  plainText: 3_000,
  label: 2_000,
  hint: 2_000,
  placeholder: 150,
  options: 100,
  optionText: 75,
  optionValue: 150,
  inputValue: 3_000,
  id: 255,
} as const
