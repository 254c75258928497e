#!/bin/sh
# The login shell of the machine's user, by which sshd runs every command: in the user's own shell, but without that
# shell's start-up files, since what they print or run would get between a program and its command. Without a command
# it is the user's own shell, with its start-up files as ever. A shell other than bash and zsh may have no way to skip
# its start-up files: there, /bin/sh runs the commands.
shell=
[ ! -r /etc/devpod-machine/user-shell ] || read -r shell </etc/devpod-machine/user-shell
[ -x "$shell" ] || shell=/bin/sh
SHELL=$shell
export SHELL
name=$(basename "$shell")
session=
[ -z "$SSH_CONNECTION" ] || session=ssh
case $session/$#/$1 in
  ssh/2/-c)
    # A bash that sshd seems to have started reads ~/.bashrc, whatever its arguments; so do those that the command runs.
    SHLVL=1
    export SHLVL
    # What a bash would read in any case.
    [ -z "$BASH_ENV" ] || name='sh'
    case $name in
      bash) exec "$shell" --norc --noprofile -c "$2" ;;
      zsh) exec "$shell" -f -c "$2" ;;
      *) exec /bin/sh -c "$2" ;;
    esac
    ;;
  */0/)
    # A script is not told that it was called as a login shell.
    case $name in
      sh | bash | dash | ash | ksh | mksh | zsh | fish | csh | tcsh) exec "$shell" -l ;;
      *) exec "$shell" ;;
    esac
    ;;
  *) exec "$shell" "$@" ;;
esac
