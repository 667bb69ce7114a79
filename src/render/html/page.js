// What a page can do where scripts run: tables sort and filter, and a number shows the records behind it. Without it
// everything stands there all the same.

const words =
  document.documentElement.lang === 'en'
    ? {
        filter: 'Filter',
        shown: (some, all) => `${some} of ${all} rows`,
        all: 'Show all',
      }
    : {
        filter: '筛选',
        shown: (some, all) => `显示 ${some} 行，共 ${all} 行`,
        all: '全部显示',
      }
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true })
/** Below so many rows everything is seen at once. */
const manyRows = 8

const folded = text => text.normalize('NFKC').toLowerCase()

/** 十二 → 12. */
function numeral(written) {
  const digits = Array.from(written, character => '一二三四五六七八九'.indexOf(character) + 1)
  const ten = written.indexOf('十')
  if (ten < 0) return String(digits[0])
  return String((digits[ten - 1] ?? 1) * 10 + (digits[ten + 1] ?? 0))
}

/** What a cell is sorted by: a number where it is one, else its words; null where it is empty. */
function keyOf(cell) {
  const text = (cell?.dataset.value ?? cell?.textContent ?? '').trim()
  if (text === '') return null
  // Clauses in the order of the document: 三（九） before 三（十）.
  if (/^[一二三四五六七八九十]+（/.test(text)) return text.replace(/[一二三四五六七八九十]+/g, numeral)
  return Number.isNaN(Number(text)) ? text : Number(text)
}

/** Nothing comes last, whichever way. */
function compare(a, b, direction) {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  if (typeof a === 'number' && typeof b === 'number') return direction * (a - b)
  return direction * collator.compare(String(a), String(b))
}

function sortBy(table, head) {
  const direction = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1
  for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort')
  head.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending')
  const [body] = table.tBodies
  const rows = Array.from(body.rows, row => ({ row, key: keyOf(row.cells[head.cellIndex]) }))
  rows.sort((a, b) => compare(a.key, b.key, direction))
  body.append(...rows.map(({ row }) => row))
}

function addSorting(table) {
  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...head.childNodes)
    button.addEventListener('click', () => sortBy(table, head))
    head.append(button)
  }
}

/** Above a table: words to filter by, how many rows are shown, and the way back. */
function addFilter(table) {
  const rows = [...table.tBodies[0].rows]
  const texts = new Map()
  const textOf = row => {
    if (!texts.has(row)) texts.set(row, folded(row.textContent))
    return texts.get(row)
  }
  const bar = document.createElement('p')
  const label = document.createElement('label')
  const input = document.createElement('input')
  const count = document.createElement('output')
  const all = document.createElement('button')
  bar.className = 'filter'
  input.type = 'search'
  label.append(words.filter, ' ', input)
  all.type = 'button'
  all.textContent = words.all
  all.hidden = true
  bar.append(label, ' ', count, ' ', all)
  table.parentElement.before(bar)

  const show = wanted => {
    let some = 0
    for (const row of rows) {
      row.hidden = !wanted(row)
      if (!row.hidden) some++
    }
    all.hidden = some === rows.length
    count.textContent = all.hidden ? '' : words.shown(some, rows.length)
  }
  const filter = () => {
    const parts = folded(input.value).split(/\s+/)
    show(row => parts.every(part => textOf(row).includes(part)))
  }
  input.addEventListener('input', filter)
  all.addEventListener('click', () => {
    input.value = ''
    // So that the number that led here can lead here again.
    if (location.hash.startsWith('#set-')) location.hash = 'records'
    filter()
    input.focus()
  })
  return show
}

for (const table of document.querySelectorAll('table.sheet')) {
  addSorting(table)
  const isRecords = table.closest('#records') !== null
  if (!isRecords && table.tBodies[0].rows.length < manyRows) continue
  const show = addFilter(table)
  if (isRecords) followNumbers(table, show)
}

/** A number of several records leads to the list of them; the table then shows these alone. */
function followNumbers(table, show) {
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1))
    if (target?.closest('.sets')) {
      const anchors = new Set(Array.from(target.querySelectorAll('a'), link => link.hash.slice(1)))
      show(row => anchors.has(row.id))
      table.closest('section').scrollIntoView()
    } else if (target?.closest('#records tr')) {
      if (target.hidden) show(() => true)
      target.scrollIntoView()
    }
  }
  addEventListener('hashchange', follow)
  follow()
}
