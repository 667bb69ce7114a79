/** How a repository gets the tool and calls it. */
interface Setup {
  /** Commands that make it callable. */
  readonly install: readonly string[]
  readonly kepu: string
  /** What is checked besides. */
  readonly also: readonly string[]
}

/** The workflows of the three platforms, by file: each validates, and tells a merge request what it changes. */
export function workflows(setup: Setup): Readonly<Record<string, string>> {
  return {
    '.github/workflows/kepu.yml': github(setup),
    '.gitlab-ci.yml': gitlab(setup),
    '.workflow/kepu.yml': gitee(setup),
  }
}

/**
 * A repository of data installs the tool as a package. Which one must be said: a name that is taken for granted could be
 * registered by anybody.
 */
export const packaged: Setup = {
  install: [
    'test -n "$KEPU_PACKAGE" || { echo "请设置变量 KEPU_PACKAGE，写 kepu 的 tgz 地址或包名"; exit 1; }',
    'npm install --global "$KEPU_PACKAGE"',
  ],
  kepu: 'kepu',
  also: [],
}

/** The project itself runs what it has built. */
export const ownSetup: Setup = { install: ['npm ci'], kepu: 'node bin/kepu.js', also: ['npm run check'] }

// Values of an event reach a script as variables, never as part of its text.
const github = ({
  install,
  kepu,
  also,
}: Setup): string => `# kepu init 写成的流程：检查数据；把改动写进作业小结和合并请求的评论。
name: kepu
on:
  pull_request:
  push:
    branches:
      - main
      - master
permissions:
  contents: read
  pull-requests: write
jobs:
  kepu:
    runs-on: ubuntu-latest
    env:
      BASE: \${{ github.event.pull_request.base.sha }}
      KEPU_PACKAGE: \${{ vars.KEPU_PACKAGE }}
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - name: 安装
        run: |
${install.map(command => `          ${command}\n`).join('')}${also.map(command => `      - name: ${command}\n        run: ${command}\n`).join('')}      - name: 检查
        run: ${kepu} validate --format auto \${BASE:+--since "$BASE..."}
      - name: 改动
        if: always() && github.event_name == 'pull_request'
        run: |
          ${kepu} diff "$BASE..." --format markdown -o "$RUNNER_TEMP/kepu-diff.md"
          cat "$RUNNER_TEMP/kepu-diff.md" >> "$GITHUB_STEP_SUMMARY"
      # 从分叉来的合并请求没有写评论的权限。
      - name: 评论
        if: always() && github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository
        env:
          GH_TOKEN: \${{ github.token }}
          NUMBER: \${{ github.event.pull_request.number }}
        run: gh pr comment "$NUMBER" --edit-last --create-if-none --body-file "$RUNNER_TEMP/kepu-diff.md"
`

const gitlab = ({
  install,
  kepu,
  also,
}: Setup): string => `# kepu init 写成的流程：检查数据；合并请求里逐行标出问题，并附改动说明。
# 要自动评论，在 CI/CD 变量里设置 KEPU_TOKEN（项目访问令牌，api 权限）。
kepu:
  image: node:20
  variables:
    GIT_DEPTH: "0"
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
${[...install, ...also].map(command => `    - ${command}\n`).join('')}    - BASE="$CI_MERGE_REQUEST_DIFF_BASE_SHA"
    - ${kepu} validate \${BASE:+--since "$BASE"} --format gitlab -o gl-code-quality-report.json || true
    - ${kepu} validate \${BASE:+--since "$BASE"} --format junit -o kepu.xml || true
    - |
      if [ -n "$BASE" ]; then
        ${kepu} diff "$BASE" HEAD --format markdown -o kepu-diff.md
        if [ -n "$KEPU_TOKEN" ]; then
          curl --fail --silent --show-error --output /dev/null --header "PRIVATE-TOKEN: $KEPU_TOKEN" --data-urlencode "body@kepu-diff.md" "$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes" || true
        fi
      fi
    - ${kepu} validate \${BASE:+--since "$BASE"}
  artifacts:
    when: always
    paths:
      - kepu-diff.md
    reports:
      codequality: gl-code-quality-report.json
      junit: kepu.xml
`

const gitee = ({
  install,
  kepu,
  also,
}: Setup): string => `# kepu init 写成的流程：检查数据；合并请求附改动说明。
# 要自动评论，在流水线变量里设置 KEPU_TOKEN（私人令牌）和 KEPU_REPO（如 某单位/某仓库）。
# 合并请求触发时，GITEE_COMMIT 是目标分支的提交。
version: "1.0"
name: kepu
displayName: 方案数据检查
triggers:
  trigger: auto
  push:
    branches:
      precise:
        - main
        - master
  pr:
    branches:
      precise:
        - main
        - master
stages:
  - name: kepu
    displayName: 检查
    strategy: naturally
    trigger: auto
    executor: []
    steps:
      - step: build@nodejs
        name: kepu
        displayName: 检查方案数据
        nodeVersion: "20"
        commands:
${[...install, ...also].map(command => `          - ${command}\n`).join('')}          - if [ -f .git/shallow ]; then git fetch --unshallow; fi
          - if [ -n "$GITEE_PULL_ID" ]; then ${kepu} diff "$GITEE_COMMIT..." --format markdown | tee kepu-diff.md; fi
          - 'if [ -n "$GITEE_PULL_ID" ] && [ -n "$KEPU_TOKEN" ]; then curl --fail --silent --show-error --output /dev/null --data-urlencode "access_token=$KEPU_TOKEN" --data-urlencode "body@kepu-diff.md" "https://gitee.com/api/v5/repos/$KEPU_REPO/pulls/$GITEE_PULL_ID/comments" || true; fi'
          - if [ -n "$GITEE_PULL_ID" ]; then ${kepu} validate --since "$GITEE_COMMIT..."; else ${kepu} validate; fi
`
