import type { RulePage } from './rule.ts'

const sheet = { file: 'plan.yaml', right: 'id: example\n' }

/** What is said of files before they can be read as YAML; `repository/bytes.ts` and `strangers.ts` find it out. */
export const bytesRules: readonly RulePage[] = [
  {
    id: 'not-a-file',
    severity: 'error',
    summary: { zh: '数据文件是普通文件', en: 'data files are regular files' },
    page: {
      zh: '文件夹、链接、管道和设备不会被读取：链接可能指到仓库之外，管道会让程序一直等待。换成普通文件。',
      en: 'Folders, links, pipes and devices are not read: a link may lead out of the repository, a pipe would wait forever. Put a regular file in their place.',
    },
    example: { file: 'objectives.yaml', right: 'objectives:\n', wrong: '', entry: 'folder' },
  },
  {
    id: 'unreadable',
    severity: 'error',
    summary: { zh: '数据文件可以读取', en: 'data files can be read' },
    page: {
      zh: '没有权限，或读取时文件被移走。检查文件的权限和磁盘。',
      en: 'There is no permission, or the file was moved while it was read. Check its permissions and the disk.',
    },
    example: { file: 'objectives.yaml', right: 'objectives:\n', wrong: '', entry: 'denied' },
  },
  {
    id: 'too-large',
    severity: 'error',
    summary: { zh: '每个数据文件不超过 256 KiB', en: 'a data file has at most 256 KiB' },
    page: {
      zh: '一条记录一个文件，通常不到 1 KiB。照片、扫描件等佐证材料放在数据文件夹之外，在记录的 evidence 里写明路径。',
      en: 'A record is a file of its own, usually under 1 KiB. Keep photographs and scans outside the data folder and give their path in `evidence`.',
    },
    example: {
      file: 'objectives.yaml',
      right: '    title: 重点人群科学素质明显提高\n',
      wrong: `    title: 重点人群科学素质明显提高\n${`# ${'附'.repeat(60)}\n`.repeat(1500)}`,
    },
  },
  {
    id: 'unexpected-file',
    severity: 'error',
    summary: {
      zh: '数据文件夹里只有数据文件，名称和位置都对',
      en: 'the data folders hold data files only, rightly named and placed',
    },
    page: {
      zh: '名称或位置不对的文件不会被读取，里面的内容等于没有。改正名称或移到别处。',
      en: 'A file with another name or in another place is not read: what it says does not count. Rename it or move it out.',
    },
    example: { file: 'objective.yaml', right: '', wrong: 'objectives: []\n' },
  },
  {
    id: 'encoding',
    severity: 'error',
    summary: { zh: '数据文件用 UTF-8 编码', en: 'data files are encoded in UTF-8' },
    page: {
      zh: '记事本里的“ANSI”、WPS 导出的文本常是 GB18030（GBK），别的程序会读成乱码。另存为 UTF-8。',
      en: 'What Notepad calls ANSI, and what some offices export, is GB18030 (GBK); other programs would show garbage. Save the file as UTF-8.',
    },
    example: {
      file: 'objectives.yaml',
      right: 'objectives:\n',
      wrong: 'title: 科普（GB18030）\n',
      bytes: Uint8Array.of(
        0x69,
        0x64,
        0x3a,
        0x20,
        0x61,
        0x0a,
        0x74,
        0x69,
        0x74,
        0x6c,
        0x65,
        0x3a,
        0x20,
        0xbf,
        0xc6,
        0xc6,
        0xd5,
        0x0a,
      ),
    },
  },
  {
    id: 'byte-order-mark',
    severity: 'error',
    summary: { zh: '数据文件不以 BOM 开头', en: 'data files do not begin with a byte order mark' },
    page: {
      zh: 'BOM 是看不见的三个字节，会粘在第一个字段名上。用“UTF-8（无 BOM）”另存。',
      en: 'A byte order mark is three invisible bytes that stick to the first field name. Save as UTF-8 without BOM.',
    },
    example: { ...sheet, wrong: '\ufeffid: example\n' },
  },
  {
    id: 'line-ending',
    severity: 'error',
    summary: { zh: '数据文件用 LF 换行', en: 'lines end in LF' },
    page: {
      zh: 'CRLF 和 LF 混用时，每次保存都会改动整个文件，看不出真正改了什么。在编辑器里改为 LF。',
      en: 'Where CRLF and LF mix, each save changes the whole file and hides what was really changed. Switch the editor to LF.',
    },
    example: { ...sheet, wrong: 'id: example\r\n' },
  },
  {
    id: 'control-character',
    severity: 'error',
    summary: { zh: '数据里没有控制字符', en: 'the data holds no control characters' },
    page: {
      zh: '控制字符（如 NUL、ESC）会扰乱终端、表格和网页。删去。',
      en: 'Control characters such as NUL or ESC upset terminals, sheets and pages. Delete them.',
    },
    example: { file: 'tasks/T1.yaml', right: '青少年科学素质行动', wrong: '青少年\u001b科学素质行动' },
  },
  {
    id: 'invisible-character',
    severity: 'error',
    summary: {
      zh: '数据里没有看不见的字符和改变方向的字符',
      en: 'the data holds no invisible and no direction-changing characters',
    },
    page: {
      zh: '零宽字符让看上去一样的两个名称并不相同；改变方向的字符让屏幕上的字和实际的字不一样。多由网页粘贴带入，删去即可。',
      en: 'Zero-width characters make names differ that look alike; direction marks make the screen show other text than is there. They come along with pasted text: delete them.',
    },
    example: { file: 'tasks/T1.yaml', right: '青少年科学素质行动', wrong: '青少年\u200b科学素质行动' },
  },
  {
    id: 'left-over',
    severity: 'warning',
    summary: { zh: '没有中断的写入留下的文件', en: 'no interrupted writer left anything behind' },
    page: {
      zh: '写入时先写在临时文件里，写完才改名。断电或强行终止会留下临时文件，它不算数据，可以删去；那次写入没有说“已写入”，请重做。',
      en: 'A file is written beside its place and renamed when it is whole. A power cut or a kill leaves the temporary file: it is no data and can be deleted. That write never said “saved”: do it again.',
    },
    example: {
      file: 'programmes.yaml',
      right: 'programmes:\n',
      wrong: 'programmes:\n',
      also: {
        file: 'records/activity/2018/.2018-09-15-kexie-x7f3q.yaml.0123456789ab.tmp',
        right: '',
        wrong: 'id: 2018\n',
      },
    },
  },
  {
    id: 'conflict-marker',
    severity: 'error',
    summary: { zh: '没有留下合并冲突标记', en: 'no merge conflict is left unresolved' },
    page: {
      zh: '两个分支改了同一处，git 把两种内容都留在文件里。选定要保留的内容，删去标记行。',
      en: 'Two branches changed the same place and git left both. Choose what stays and delete the marker lines.',
    },
    example: {
      file: 'tasks/T1.yaml',
      right: 'title: 青少年科学素质行动\n',
      wrong: '<<<<<<< HEAD\ntitle: 青少年科学素质行动\n=======\ntitle: 青少年科学行动\n>>>>>>> branch\n',
    },
  },
  {
    id: 'personal-data',
    severity: 'error',
    summary: {
      zh: '数据里没有身份证号、手机号和银行卡号',
      en: 'the data holds no ID numbers, mobile numbers or bank card numbers',
    },
    page: {
      zh: 'git 历史删不干净，个人信息不能进来：写人数、单位和职务，不写证号和电话。已经提交的，请管理员处理历史。',
      en: 'What git once holds stays in its history, so personal data must not enter: write counts, units and posts. If it was committed already, ask an administrator to clean the history.',
    },
    example: {
      file: 'records/inspection/2019/2019-05-20-kexie-a9d2c.yaml',
      right: '活动记录不全',
      wrong: '联系人 13812345678 未报',
    },
  },
  {
    id: 'look-alike-character',
    severity: 'warning',
    summary: {
      zh: '汉字用通用的字，不用形似的部首和兼容字',
      en: 'Chinese text uses the common characters, not look-alike radicals or compatibility forms',
    },
    page: {
      zh: 'PDF 里粘出来的“⽂”“⾦”是部首符号，不是汉字“文”“金”，搜索和比对都找不到。换成通用的字。',
      en: 'Text pasted from a PDF may hold radical symbols that only look like characters: search and comparison miss them. Use the common characters.',
    },
    example: { file: 'objectives.yaml', right: '重点人群科学素质', wrong: '重点\u2f08群科学素质' },
  },
]
