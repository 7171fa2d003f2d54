// The library of Slack's blocks reads Markdown and emoji with these packages. Our messages hold neither: whatever people
// wrote is shown as they wrote it.
// biome-ignore lint/style/noDefaultExport: they have one
export default function nothing() {
  return null
}

export function emojify(text) {
  return text
}
