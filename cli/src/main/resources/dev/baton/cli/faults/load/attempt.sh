# What a task of the fault suite does: write into a file of its own, and to its output.
# $1: lines, one each quarter of a second; $2: attempts that fail.
# A line goes to the file first, so that the log can lack lines and never have more.
export LC_ALL=C
folder=$PROBE_MARKS/${BATON_JOB//\//.}
mkdir -p "$folder"
file=$folder/$BATON_RUN-$BATON_TASK-$BATON_ATTEMPT
exec 9>>"$file" 8<> <(:)

now() {
  ms=${EPOCHREALTIME/./}
  ms=${ms%???}
}

now
echo "start $ms $BATON_TOKEN ${BATON_FIRE_EPOCH_MS:-0}" >&9
sync "$file"
for ((i = 1; i <= $1; i++)); do
  # A wait without another process.
  read -rt 0.25 -u 8 || true
  now
  echo "line $i $ms" >&9
  echo "line $i $ms"
done
now
if ((BATON_ATTEMPT <= ${2:-0})); then
  echo "end $ms failed" >&9
  sync "$file"
  exit 3
fi
echo "end $ms done" >&9
sync "$file"
