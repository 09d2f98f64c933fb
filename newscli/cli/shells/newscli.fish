# newscli: what Tab offers in fish.

function __newscli_offered
    set -l words (commandline -opc)
    set -l offered (_NEWSCLI_COMPLETE=fish $words (commandline -ct) 2>/dev/null)
    if test "$offered" = :files
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $offered
    end
end

complete -c newscli -f -k -a '(__newscli_offered)'
