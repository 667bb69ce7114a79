// The second thread that looks at files, as lookAtAll() starts it.
import { workerData } from 'node:worker_threads'
import { type Looks, lookThrough } from './looks.ts'

lookThrough(workerData as Looks, true)
