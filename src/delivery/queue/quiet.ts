/** Passes on the first of errors that are alike, and then each thirtieth with how many there were. */
export function quiet(report: (error: Error, times: number) => void, every = 30): (error: Error) => void {
  let last = ''
  let times = 0
  return error => {
    // pg-boss adds which of its workers met it; that does not make it another error.
    const alike = error.message.replace(/ \(Queue: .*/, '')
    times = alike === last ? times + 1 : 1
    last = alike
    if (times % every === 1) report(error, times)
  }
}
