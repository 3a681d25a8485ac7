# SPDX-License-Identifier: BSD-3-Clause
# bash completion of straymx(1).  Verbs, options and what they take are read from the
# command's own --help, so that there is nothing here to be kept in step with it.
#
# shellcheck shell=bash

# _straymx_read COMMAND [VERB]: from its help the options, the argument that each of them
# takes, verbs, and what stands behind the options, to the caller's `options`, `argument`,
# `verbs` and `operands`.
_straymx_read()
{
	local line
	local option='^  (-., |    )(--[a-z0-9-]+)( ([^ ]+))?  '
	local verb='^  ([a-z][a-z-]*) '
	local usage='^(usage:|      ) straymx \[-c straymx.conf\] [a-z-]+ (.*)$'

	options=() argument=() verbs=() operands=''
	while IFS= read -r line; do
		[[ $line != 'exit code:'* ]] || break
		if [[ $line =~ $option ]]; then
			options+=("${BASH_REMATCH[2]}")
			argument[${BASH_REMATCH[2]}]=${BASH_REMATCH[4]}
			if [[ ${BASH_REMATCH[1]} == -* ]]; then
				options+=("${BASH_REMATCH[1]%, }")
				argument[${BASH_REMATCH[1]%, }]=${BASH_REMATCH[4]}
			fi
		elif [[ $line =~ $verb && $# -eq 1 ]]; then
			verbs+=("${BASH_REMATCH[1]}")
		elif [[ $line =~ $usage ]]; then
			operands+=" ${BASH_REMATCH[2]}"
		fi
	done < <("$@" --help 2>/dev/null)
}

# _straymx_offer KIND WORD: words for what the help calls KIND: one of several words, a
# file, or what nobody can know.
_straymx_offer()
{
	if [[ $1 == *\|* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "${1//|/ }" -- "$2")
	elif [[ $1 =~ (FILE|LIST|CONF|ZONE) ]]; then
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$2")
	fi
}

# _straymx COMMAND: bash calls it with the words of the line in COMP_WORDS, in which an
# equals sign is a word.
_straymx()
{
	local command=${1/#\~\//"$HOME/"} verb='' operands word i
	local -a options verbs words=()
	local -A argument

	COMPREPLY=()
	_straymx_read "$command"
	for ((i = 1; i <= COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		[[ $word == '=' && $i -lt $COMP_CWORD ]] && continue
		[[ $word == '=' ]] && word=''
		words+=("$word")
	done
	# `words` are those before the one that is to be completed, and that one.
	for ((i = 0; i < ${#words[@]} - 1; i++)); do
		word=${words[i]}
		if [[ $word == -- ]]; then
			# What follows are operands, however they begin.
			[[ -z $verb ]] || _straymx_offer "$operands" "${words[-1]}"
			return
		elif [[ $word == -?* ]]; then
			[[ -z ${argument[$word]} ]] && continue
			((++i < ${#words[@]} - 1)) && continue
			_straymx_offer "${argument[$word]}" "${words[-1]}"
			return
		elif [[ -z $verb ]]; then
			verb=$word
			_straymx_read "$command" "$verb"
		fi
	done
	word=${words[-1]}
	if [[ $word == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "${options[*]}" -- "$word")
	elif [[ -z $verb ]]; then
		mapfile -t COMPREPLY < <(compgen -W "${verbs[*]}" -- "$word")
	else
		_straymx_offer "$operands" "$word"
	fi
}

complete -F _straymx straymx
