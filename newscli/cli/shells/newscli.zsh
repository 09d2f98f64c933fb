#compdef newscli
# newscli: what Tab offers in zsh.

_newscli() {
    local line
    local -a offered
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            _files
            return
        fi
        offered+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done < <(_NEWSCLI_COMPLETE=zsh ${(Q)words[1]} "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    _describe -V newscli offered -M 'm:{[:lower:]}={[:upper:]}'
}

# As a file in a folder of `fpath` this is the function itself; else it is to be told of.
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _newscli "$@"
else
    compdef _newscli newscli
fi
