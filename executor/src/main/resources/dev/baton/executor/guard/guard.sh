# The guard of one attempt: starts its process tree, and ends it when the executor says so, when
# the executor is gone, or when the lease is over. Plain POSIX sh with coreutils, util-linux, grep.
#
# usage: setsid sh guard.sh MODE MARKER LEASE DEADLINE INIT     (in the attempt's own directory)
#   MODE      namespace | user-namespace | marker
#   MARKER    in the environment of every process of the tree, and in the guard's command line
#   LEASE     file with the deadline, twice, in 1/100 s of /proc/uptime; or - for no lease
#   DEADLINE  the first one
#   INIT      path of init.sh
# stdin   from the executor: "E <ms>" = ask the tree to end, force it after <ms>. End of file: the
#         executor is gone, end the tree at once.
# stdout  and stderr belong to the task.
# Files:  start (read: environment and command), pid (head of the tree, a line of /proc/PID/stat),
#         why (who asked for the end: command, lease, executor), code (exit code of the task),
#         running (the task is there), trouble (what unshare said), end (written last: why and
#         code; nothing of the tree is left then).
#
# Processes: this one waits for the tree; a reader waits for the executor, and leaves when it hangs
# up; a timer, for leased attempts, looks at the clock once a second, so that a suspend is noticed.
# They ignore the signals that a service manager or a terminal sends to all; USR1 to the process
# group tells the helpers that it is over.
mode=$1 marker=$2 lease=$3 deadline=$4 init=$5
guard=$$

# A handler, not "ignore": what is ignored here would be ignored in the task too.
trap : TERM INT HUP QUIT USR1

carriers() {
  for file in $(grep -lsF "BATON_GUARD=$marker" /proc/[0-9]*/environ); do
    pid=${file#/proc/}
    echo "${pid%/environ}"
  done
}

# Those of the tree's first session that have wiped their environment; zombies apart.
session_members() {
  for file in $(grep -lsE "^[0-9]+ \(.*\) [^ZX] -?[0-9]+ [0-9]+ $1 " /proc/[0-9]*/stat); do
    pid=${file#/proc/}
    echo "${pid%/stat}"
  done
}

children() {
  if [ -r "/proc/$1/task/$1/children" ]; then
    read -r kids <"/proc/$1/task/$1/children" || [ -n "$kids" ] && echo "$kids"
  else
    for file in $(grep -lsE "^PPid:[[:space:]]+$1\$" /proc/[0-9]*/status); do
      pid=${file#/proc/}
      echo "${pid%/status}"
    done
  fi
}

send() {
  signal=$1
  shift
  for pid in "$@"; do
    kill -s "$signal" "$pid" 2>/dev/null
  done
}

head_of_tree() {
  head=
  [ -s pid ] && read -r head rest <pid
}

ask_tree() {
  head_of_tree
  pids=" $(carriers | tr '\n' ' ')"
  case $pids in
    *" $head "*) ;;
    *) pids="$pids $head" ;;
  esac
  for pid in $pids; do
    # In a namespace the head is unshare, which waits for the rest.
    if [ "$mode" = marker ] || [ "$pid" != "$head" ]; then
      kill -s TERM "$pid" 2>/dev/null
    fi
  done
}

force_tree() {
  head_of_tree
  if [ "$mode" = marker ]; then
    # shellcheck disable=SC2046
    send KILL $(carriers)
    # shellcheck disable=SC2046
    [ -n "$head" ] && send KILL $(session_members "$head")
  elif [ -n "$head" ]; then
    # The namespace's init; the kernel ends all others with it, and unshare reaps it.
    # shellcheck disable=SC2046
    send KILL $(children "$head")
  fi
}

# Forces until the main process has seen the end of the tree. If the main process has been killed,
# everything that bears the marker goes, and the helpers too.
finish() {
  [ -e end ] || (set -C && echo "$1" >why) 2>/dev/null
  while [ ! -e end ]; do
    [ -d "/proc/$guard" ] || orphaned
    force_tree
    [ -e end ] || sleep 0.05
  done
}

orphaned() {
  while pids=$(carriers) && [ -n "$pids" ]; do
    # shellcheck disable=SC2086
    send KILL $pids
    sleep 0.1
  done
  kill -s USR1 0
  exit 0
}

as_helper() {
  trap '' TERM INT HUP QUIT
  exec >/dev/null 2>&1 4>&-
}

# Only in a helper with nothing else to do: told that it is over, it ends, and its sleep with it.
# The look at the file comes after the trap, so that it can't be told too early.
sleep_for() {
  before=$!
  trap '[ "$!" = "$before" ] || send KILL "$!"; wait; exit 0' USR1
  [ -e end ] && exit 0
  sleep "$1" &
  wait "$!"
}

reader() {
  as_helper
  while read -r verb ms; do
    [ "$verb" = E ] && end_within "$ms"
  done
  finish executor
  wait
}

end_within() {
  if [ "$1" -eq 0 ]; then
    finish command
    return
  fi
  (set -C && echo command >why) 2>/dev/null
  (
    # Asked once only, for many programs take a second request as "at once"; so not before it is
    # there to hear it.
    until [ -e running ]; do
      sleep_for 0.02
    done
    ask_tree
    fraction=$(($1 % 1000 + 1000))
    sleep_for "$(($1 / 1000)).${fraction#1}"
    finish command
  ) &
}

timer() {
  as_helper
  while :; do
    first= second=
    read -r first second <"$lease"
    # Written twice, so that half a write is not taken for a deadline.
    if [ -n "$first" ] && [ "$first" = "$second" ]; then
      deadline=$first
    fi
    read -r up idle </proc/uptime
    left=$((deadline - (${up%.*} * 100 + 1${up#*.} - 100)))
    if [ "$left" -le 0 ]; then
      finish lease
      exit 0
    elif [ "$left" -ge 100 ]; then
      sleep_for 1
    elif [ "$left" -ge 10 ]; then
      sleep_for "0.$left"
    else
      sleep_for "0.0$left"
    fi
  done
}

# The shell's own remarks ("Killed") are not the task's output.
exec 3<&0 </dev/null 4>&2 2>/dev/null
# Before the reader is there, so that it is never ended by what tells the others that it is over.
trap '' USR1
reader <&3 &
trap : USR1
exec 3<&-
[ "$lease" = - ] || timer &

# In the foreground: a shell lets its background processes ignore SIGINT and SIGQUIT.
(
  read -r stat </proc/self/stat
  echo "$stat" >pid
  export BATON_GUARD="$marker"
  . ./start
  cd work || exit 125
  case $mode in
    namespace)
      exec setsid unshare --pid --fork --kill-child --mount-proc \
        sh "$init" ../code "$@" 2>../trouble ;;
    user-namespace)
      exec setsid unshare --user --map-current-user --pid --fork --kill-child --mount-proc \
        sh "$init" ../code "$@" 2>../trouble ;;
    marker)
      : >../running
      exec setsid "$@" 2>&4 4>&- ;;
  esac
)
code=$?
head_of_tree
# From here on its process id may be another's.
: >pid

if [ "$mode" = marker ]; then
  echo "$code" >code
  # One look is no snapshot: where something was left, two in a row have to find nothing.
  clean=0
  needed=1
  while [ "$clean" -lt "$needed" ]; do
    pids="$(carriers) $(session_members "$head")"
    if [ "$pids" = " " ]; then
      clean=$((clean + 1))
    else
      clean=0
      needed=2
      # shellcheck disable=SC2086
      send KILL $pids
      sleep 0.02
    fi
  done
fi

why=exit
[ -s why ] && read -r why <why
[ -s code ] && read -r code <code || code=-
echo "$why $code" >end

# The executor reads the output to its end, then hangs up, then the reader leaves.
exec >&- 4>&-
kill -s USR1 0
until wait; do :; done
exit 0
