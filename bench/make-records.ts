// Lays a repository of N records: node scripts/run.mjs bench/make-records.ts FOLDER COUNT
import { makeRecords } from './records.ts'

const [folder = '', count = '1000'] = process.argv.slice(3)
makeRecords(folder, Number(count))
