/** Whether a command line asks how to use the command. */
export function wantsHelp([first]: readonly string[]): boolean {
  return first === '--help' || first === '-h'
}
