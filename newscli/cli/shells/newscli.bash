# newscli: what Tab offers in bash (4 or newer).

_newscli() {
    local line program=${1/#\~/$HOME}
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            compopt -o default
            return
        fi
        COMPREPLY+=("$line")
    done < <(_NEWSCLI_COMPLETE=bash "$program" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    local at value told several= widest=0
    # Of several, each is shown with what it is: bash inserts no more than how all of them begin.
    ((${#COMPREPLY[@]} > 1)) && several=yes
    for at in "${!COMPREPLY[@]}"; do
        value=${COMPREPLY[at]%%$'\t'*}
        ((${#value} > widest)) && widest=${#value}
    done
    for at in "${!COMPREPLY[@]}"; do
        value=${COMPREPLY[at]%%$'\t'*}
        told=${COMPREPLY[at]#*$'\t'}
        if [[ $value == *[^[:alnum:]_.,:=+-]* ]]; then
            printf -v value %q "$value"
        fi
        if [[ $several && $told ]]; then
            printf -v value "%-${widest}s  %s" "$value" "$told"
        fi
        COMPREPLY[at]=$value
    done
}

complete -o nosort -F _newscli newscli 2>/dev/null || complete -F _newscli newscli
