package dev.dokployprovider.provider.people;

import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A completion script for bash and zsh. One function, in what both read alike, prints what may
 * follow. picocli's own script knows no names of machines, and takes one that is called as a verb
 * for that verb.
 */
final class PosixCompletion {
  private PosixCompletion() {}

  static String of(CommandLine root) {
    var verbs = root.getSubcommands();
    var withValue = new ArrayList<String>();
    var optionValues = new StringBuilder();
    var options = new StringBuilder();
    var arguments = new StringBuilder();
    var named = new ArrayList<String>();
    options.append("    ' -'*) printf '%s\\n' ").append(names(root)).append(" ;;\n");
    new TreeMap<>(verbs)
        .forEach((verb, line) -> {
          options.append("    '%s -'*) printf '%%s\\n' %s ;;\n".formatted(verb, names(line)));
          for (var option : line.getCommandSpec().options()) {
            if (option.arity().max() > 0) {
              var words =
                  Stream.of(option.names())
                      .map(name -> "'" + verb + " " + name + "'")
                      .collect(Collectors.joining(" | "));
              withValue.add(words);
              values(option)
                  .ifPresent(values -> optionValues.append(choice("      ", words, values)));
            }
          }
          line.getCommandSpec().positionalParameters().stream()
              .findFirst()
              .ifPresent(parameter -> {
                if (isMachine(parameter)) {
                  named.add(verb);
                }
                values(parameter)
                    .ifPresent(values -> arguments.append(choice("        ", verb, values)));
              });
        });
    String all = String.join(" ", verbs.keySet());
    arguments.append(choice("        ", "help", all));
    return """
    # Completion of dokploy-provider for bash and zsh

    # Arguments: the word to complete, then those before it. Prints a candidate on each line; fails where
    # a file may follow.
    _dokploy_provider_words() {
      local current=$1 program=$2 verb='' name='' option='' word
      shift 2
      for word; do
        if [ "$name" = -- ]; then continue; fi
        if [ -n "$option" ]; then
          # bash splits --option=value at the equals sign.
          if [ "$word" != = ]; then option=''; fi
          continue
        fi
        case "$verb $word" in
          %s) option=$word ;;
          ' -'*) ;;
          ' '*) verb=$word ;;
          *' -'?*) if [ "$word" = -- ]; then name=$word; fi ;;
          *) name=$word ;;
        esac
      done
      if [ -n "$option" ]; then
        case "$verb $option" in
    %s      *) return 1 ;;
        esac
        return
      fi
      case "$verb $current" in
        *' -'*) if [ "$name" = -- ]; then return 1; fi ;;
      esac
      case "$verb $current" in
    %s    ' '*) printf '%%s\\n' %s ;;
        *)
          if [ -n "$name" ]; then return 1; fi
          case $verb in
            %s)
              case $program in '~/'*) program=$HOME/${program#'~/'} ;; esac
              "$program" %s </dev/null 2>/dev/null
              ;;
    %s        *) return 1 ;;
          esac
          ;;
      esac
    }

    if [ -n "${ZSH_VERSION-}" ]; then
      _dokploy_provider() {
        local all
        if all=$(_dokploy_provider_words "${words[CURRENT]}" "${(@)words[1,CURRENT-1]}"); then
          compadd -- ${(f)all}
        else
          _files
        fi
      }
      if ! type compdef >/dev/null 2>&1; then autoload -Uz compinit && compinit; fi
      compdef _dokploy_provider dokploy-provider
    else
      _dokploy_provider() {
        local all IFS=$'\\n'
        COMPREPLY=()
        if all=$(_dokploy_provider_words "$2" "${COMP_WORDS[@]:0:COMP_CWORD}"); then
          COMPREPLY=($(compgen -W "$all" -- "$2"))
        else
          compopt -o default 2>/dev/null
        fi
      }
      complete -F _dokploy_provider dokploy-provider
    fi
    """
        .formatted(
            String.join(" | ", withValue),
            optionValues,
            options,
            all,
            String.join(" | ", named),
            MachineNames.VERB,
            arguments);
  }

  /** {@code prune} takes names of what no longer has a folder here. */
  static boolean isMachine(PositionalParamSpec parameter) {
    return parameter.paramLabel().equals("NAME") && !parameter.isMultiValue();
  }

  private static String choice(String indent, String pattern, String values) {
    return "%s%s) printf '%%s\\n' %s ;;\n".formatted(indent, pattern, values);
  }

  private static String names(CommandLine line) {
    return line.getCommandSpec().options().stream()
        .map(OptionSpec::names)
        .flatMap(Stream::of)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** Those that a value can have, where they are known. */
  private static Optional<String> values(ArgSpec argument) {
    return Optional.ofNullable(argument.completionCandidates())
        .map(
            all -> StreamSupport.stream(all.spliterator(), false).collect(Collectors.joining(" ")));
  }
}
