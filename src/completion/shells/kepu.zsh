#compdef kepu
# zsh completion for kepu
_kepu() {
  local line value tab=$'\t'
  local -i width=0
  local -a typed lines values shown after
  # Quotes are taken off; nothing in the words is expanded.
  (( CURRENT > 2 )) && typed=("${(@Q)words[2,CURRENT-1]}")
  lines=("${(@f)$(command kepu __complete zsh "${typed[@]}" "${(Q)PREFIX}" 2>/dev/null)}")
  for line in $lines; do
    case $line in
      :files) _files; return ;;
      :folders) _files -/; return ;;
      :hold) after=(-S '') ;;
      ?*)
        values+=("${line%%$tab*}")
        (( ${(m)#values[-1]} > width )) && width=${(m)#values[-1]}
        ;;
    esac
  done
  for line in ${lines:#:*}; do
    value=${line%%$tab*}
    [[ $line == *$tab* ]] && value="${(mr:$width:)value}  ${line#*$tab}"
    shown+=("$value")
  done
  compadd "${after[@]}" -l -d shown -- $values
}
if [[ $funcstack[1] == _kepu ]]; then
  _kepu "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _kepu kepu
fi
