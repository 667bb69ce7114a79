# PowerShell completion for kepu
Register-ArgumentCompleter -Native -CommandName kepu -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text.Trim('"', "'") })
    $words += "$wordToComplete".Trim('"', "'")
    $asked = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($words -join "`n"))
    $answer = & kepu __complete pwsh $asked 2>$null
    if (-not $answer) { return }
    $lines = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($answer)) -split "`n"
    foreach ($line in $lines) {
        if ($line -eq '' -or $line -eq ':hold') { continue }
        if ($line -eq ':files' -or $line -eq ':folders') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
            return
        }
        $value, $said = $line -split "`t", 2
        if (-not $said) { $said = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $said)
    }
}
