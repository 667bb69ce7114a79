# bash completion for kepu
# Words are handed over as they are, and answers are read line by line: nothing is evaluated.
_kepu() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files) compopt -o default; return ;;
      :folders) compopt -o dirnames -o filenames; return ;;
      :hold) compopt -o nospace ;;
      *) COMPREPLY+=("${line%%$'\t'*}") ;;
    esac
  done < <(command kepu __complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _kepu kepu
