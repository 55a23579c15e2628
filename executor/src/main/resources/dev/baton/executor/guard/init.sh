# The first process of a task's own process namespace: runs the task and reaps what its children
# leave behind. When it ends, the kernel ends the rest.
# usage: sh init.sh CODE-FILE PROGRAM [ARGUMENT...]
# 4 is the task's standard error; 2 takes remarks of this shell and of unshare ("Killed").
code_file=$1
shift
(
  : >"${code_file%/*}/running"
  exec "$@" 2>&4 4>&-
)
code=$?
echo "$code" >"$code_file"
exit "$code"
