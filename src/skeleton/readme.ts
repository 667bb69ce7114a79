/** What a new repository tells the person who opens it on the first day. */
export const skeletonReadme = `# 方案数据

这里用 kepu 保存一份行动方案：承诺了什么，谁负责，做到了没有。全部内容是 \`data/\` 里的 YAML
文本，每一次改动都留在 git 里。

## 第一天

1. 看一眼现在的样子。里面是一份很小的示例方案，所有输出都注明“示例数据”。

   \`\`\`sh
   kepu validate          # 检查全部数据
   kepu list tasks        # 任务和牵头单位
   kepu matrix            # 任务分解表
   kepu owns 区科协       # 一个单位负责的全部事项
   \`\`\`

2. 换成自己的方案，从上到下改这几个文件，每改一个就运行一次 \`kepu validate\`，错误会指到行和字：

   | 文件 | 写什么 |
   |---|---|
   | \`data/plan.yaml\` | 标题、文号、印发单位、起止日期 |
   | \`data/units.yaml\` | 方案里出现的每个单位，一个单位一条，别名和误印列在 names 里 |
   | \`data/tasks/T1.yaml\` … | 一项任务一个文件，牵头、参与单位照印的次序抄 |
   | \`data/targets.yaml\` | 承诺的数字 |
   | \`data/duties.yaml\` | 承诺的事 |
   | \`data/milestones.yaml\` | 实施步骤的各个阶段 |
   | \`data/rulings.yaml\` | 没有写明的地方怎样理解 |

   原文印错的也照抄，正确写法另列：印出的是证据。看不懂某条规则，运行 \`kepu explain 规则编号\`。

3. 有官方文本的，存成 txt，逐条核对：\`kepu trace 方案.txt\`。

4. 存进 git；方案一天录不完的，录到哪里提交到哪里：

   \`\`\`sh
   git init
   git add -A
   git commit -m "录入方案"
   \`\`\`

5. 全部录完、核对过了，删去 \`data/plan.yaml\` 里的 \`sample: true\`，提交，再装上提交前的检查。从这以后，
   印发的内容不能就地改：

   \`\`\`sh
   git commit -am "方案录入完毕"
   kepu hook install
   \`\`\`

6. 放到 GitHub、GitLab 或 Gitee 上的，在平台的变量里设置 \`KEPU_PACKAGE\`（kepu 的 tgz 地址或包名）：流程文件已经写好，每次合并前自动
   检查，并附上改动说明。只用其中一个平台的，另外两个流程文件可以删去。

## 以后

- 开展了活动、印发了文件，记一条：\`kepu record activity\`（会逐项询问）。一件事一个文件，只撤回，不删除。
- 提交前看看改了什么：\`kepu diff\`。合并请求里会自动附上这份说明。
- 一年结束，封账：\`kepu close 2026\`。封账以后要补记、更正，先记一条修订。
- 方案用文件修改了，记一条修订（\`kepu record amendment\`），不要直接改 \`data/\` 里印发的内容。

## 不要写进来的

个人信息不进 git：写人数、工时和职务，不写姓名、身份证号、手机号。
`
