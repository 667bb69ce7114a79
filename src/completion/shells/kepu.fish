# fish completion for kepu
function __kepu_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct)
    for line in (command kepu __complete fish $words "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$current"
            case ':folders'
                __fish_complete_directories "$current" ''
            case ':hold'
            case '*'
                printf '%s\n' $line
        end
    end
end
complete -c kepu -f -a '(__kepu_complete)'
